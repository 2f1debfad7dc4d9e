package ingest

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
)

// Articles in other languages are told; English ones, short ones and those with a
// long foreign quotation are read.
func TestLanguage(t *testing.T) {
	const long = " The mayor said that she would not close the port, and that the council had been told of it before the storm came in from the sea."
	for _, c := range []struct{ text, language, want string }{
		{"Der Bürgermeister sagte am Dienstag, dass der Hafen nicht geschlossen wird. Die Stadt habe mit dem Rat gesprochen, und der Sturm sei für die Schiffe nicht so gefährlich wie im letzten Jahr. Auch die Fähren fahren nach dem Fahrplan.", "", "looks like German"},
		{"Le maire a déclaré mardi que le port ne sera pas fermé. La ville a parlé avec le conseil et la tempête n'est pas plus dangereuse pour les bateaux que celle de l'année dernière, selon lui. Les ferries partent à l'heure dans le port.", "", "looks like French"},
		{"El alcalde dijo el martes que el puerto no se cerrará. La ciudad ha hablado con el consejo y la tormenta no es más peligrosa para los barcos que la del año pasado. Los transbordadores salen a la hora prevista en el puerto.", "en", "looks like Spanish"},
		{"Мэр сказал во вторник, что порт не будет закрыт.", "", "looks like text in Cyrillic"},
		{"市长星期二说，港口不会关闭。城市已经与理事会谈过了，风暴对船只并不危险。", "", "looks like text in Chinese"},
		{"Die Hafen bleibt offen.", "", ""},
		{"Hafen offen", "de-DE", "the input says de-de"},
		{strings.Repeat(long, 2), "de", ""},
		{strings.Repeat(long, 2), "", ""},
		{long + " “Der Hafen wird nicht geschlossen, und das ist auch gut so,” she said in German, and then: “Wir sind bereit.”", "", ""},
		{"Cole 12, Oyo 9, Bell 7, Pryce 6, Calder 5, Ames 4, Lund 3, Marsh 3, Neill 2, Ott 2, Park 2, Quinn 1, Reyes 1, Stone 1, Tran 1, Ude 1, Vance 1, Wu 1, Xu 1, Young 1, Zane 1, Abel 1, Boyd 1, Cruz 1, Diaz 1, Egan 1, Ford 1, Gray 1, Hart 1, Ives 1, Jain 1", "", ""},
	} {
		bad := &BadArticle{}
		ok := newTongues().english(&models.Article{Text: c.text, Language: c.language}, bad)
		if ok != (c.want == "") || !strings.Contains(bad.Reason, c.want) {
			t.Errorf("%.40q, said to be %q: %v %q, want %q", c.text, c.language, ok, bad.Reason, c.want)
		}
	}
}
