package loadgen

import "strings"

// womenNames and menNames are given names that tell a person in a text.
const (
	womenNames = "Abigail Adele Agnes Alice Alison Amanda Amelia Amy Andrea Angela Ann Anna Anne Annette Barbara Beatrice Bernice Beth Betty Beverly Brenda Carla Carol Caroline Carolyn Catherine Cathy Cheryl Christina Christine Cindy Claire Connie Cynthia Dana Deborah Debbie Denise Diana Diane Donna Doris Dorothy Edith Eileen Elaine Eleanor Elizabeth Ellen Emily Emma Erin Eva Evelyn Frances Gail Gina Gloria Gwen Hannah Heather Helen Hillary Holly Ida Irene Jackie Jane Janet Janice Jean Jeanne Jennifer Jessica Jill Joan Joanne Joyce Judith Judy Julia Julie Karen Kate Katherine Kathleen Kathy Kay Kelly Kim Kimberly Kirsten Laura Lauren Linda Lisa Lois Loretta Lori Lorraine Louise Lucille Lucy Lynn Madeleine Margaret Maria Marie Marilyn Marsha Martha Mary Maureen Maxine Megan Melissa Michelle Mildred Monica Nancy Natalie Nicole Nina Norma Nora Olivia Pamela Patricia Patty Paula Peggy Phyllis Rachel Rebecca Regina Renee Rita Roberta Rosa Ruth Sally Samantha Sandra Sara Sarah Sharon Sheila Shelley Shirley Sonia Stephanie Susan Suzanne Sylvia Tammy Teresa Theresa Tina Tracy Ursula Valerie Vanessa Vera Vicky Vivian Wanda Wendy Yvette Yvonne Zoe"
	menNames   = "Aaron Adam Al Alan Albert Alex Alexander Alfred Allen Andrew Andy Anthony Antonio Arnold Arthur Barack Barney Barry Ben Benjamin Bernard Bill Billy Bob Bobby Brad Bradley Brandon Brett Brian Bruce Bryan Calvin Carl Carlos Charles Charlie Chet Chris Christopher Chuck Clarence Claude Clifford Clyde Craig Curtis Dale Dan Daniel Darrell Dave David Dennis Denny Derek Devin Dick Don Donald Douglas Doug Duncan Dwight Earl Ed Eddie Edgar Edward Edwin Elijah Eliot Elliott Emanuel Eric Erik Ernest Eugene Evan Floyd Francis Frank Franklin Fred Frederick Gary Geoffrey George Gerald Gil Glenn Gordon Greg Gregory Gus Hank Harold Harry Harvey Henry Herbert Herman Howard Hugh Ian Ike Isaac Jack Jacob James Jamie Jared Jason Jeff Jeffrey Jeremy Jerome Jerry Jesse Jim Jimmy Joe Joel John Johnny Jon Jonathan Jose Joseph Josh Joshua Juan Justin Keith Ken Kenneth Kent Kevin Kurt Kyle Lamar Larry Lawrence Lee Leo Leon Leonard Leroy Lester Lewis Lindsey Lloyd Lou Louis Luis Luke Malcolm Marcus Mario Mark Marshall Martin Marvin Matt Matthew Maurice Melvin Michael Mick Mike Milton Mitch Mitchell Morris Nathan Neil Newt Nicholas Nick Norm Norman Oliver Orrin Oscar Otto Patrick Paul Pedro Pete Peter Phil Philip Phillip Ralph Randall Randy Ray Raymond Richard Rick Rob Robert Rodney Roger Roland Ron Ronald Ross Roy Russell Ryan Sam Samuel Scott Sean Seth Shawn Sherrod Sherwood Sidney Stanley Stephen Steve Steven Stewart Stuart Ted Terry Theodore Thomas Tim Timothy Todd Tom Tommy Tony Travis Trent Trey Vernon Victor Vincent Wade Wally Walter Warren Wayne Wesley William Willie Xavier Zach"
)

// titles stand before a surname; those that end in a stop are cut short.
const titles = "Congressman Congresswoman Representative Rep. Senator Sen. Sens. Reps. Mr. Mrs. Ms. Dr. President Governor Gov. Mayor Secretary Chairman Chairwoman Judge Justice General Gen. Colonel Col. Captain Sheriff Sergeant Sgt. Minister Ambassador Commissioner Professor Prof. Administrator Speaker Leader"

// common are words with capitals that are no surname, though a given name or title may
// stand before them: "Bill Conference", "the President Friday".
const common = "Act Administration America American Amendment Avenue Bill Board Center Church City College Commission Committee Conference Congress Congressional Council County Court Day Department Democrat Democratic Democrats District Federal Force Foundation Friday General Health High Hospital House Institute January Memorial Monday National New North Office Park Program Public Republican Republicans Road Saturday School Senate South State States Street Sunday The This Thursday Tuesday U United University Washington We Wednesday Week White"

// invented given names, and halves of invented surnames. There are 24 of each kind of
// given name and 40 times 30 surnames.
const (
	newWomen = "Adira Belisa Calla Dorea Elspa Fenna Gilda Hestia Iona Jorun Kaija Lerona Marit Nerys Oriel Petra Quilla Runa Selka Tamsin Ulla Verity Wilda Ysolde"
	newMen   = "Alvar Bram Corin Dagan Edric Falk Garin Hadden Ivo Joren Kellan Lorcan Merrick Nevin Osric Piers Quillon Rafe Soren Tarn Ulric Varden Wystan Yorick"
	starts   = "Ash Bar Bel Bran Cal Carn Dal Dun Ed Elm Far Fen Gar Glen Hal Hart Holl Ing Jar Kel Kirk Lan Lor Mar Mel Nor Oak Orm Pem Quar Ros Sel Stan Tal Thorn Ul Ver Wen Wyn Yar"
	ends     = "ander bury cott croft dale den dorn fell field gard gate ham hurst ington land ley low mere mont mott nell ridge row sley stead ster thwaite ton wick worth"
)

// names are the lists, as they are used.
type names struct {
	tells                    map[string]role // what a word before a name tells
	women, men, starts, ends []string
	places, papers           []string
	capital                  [26]bool // whether a word of tells starts with the letter
}

// role is what a word tells of the name behind it.
type role uint8

const (
	noRole role = iota
	woman       // the word is a woman's given name
	man
	titled // the word is a title, and the name a surname
	noName // the word is no part of a name
)

func newNames() names {
	n := names{tells: make(map[string]role), women: strings.Fields(newWomen), men: strings.Fields(newMen), starts: strings.Fields(starts), ends: strings.Fields(ends)}
	n.places, n.papers = n.starts, strings.Fields(kinds)
	for _, l := range [...]struct {
		words string
		is    role
	}{{womenNames, woman}, {menNames, man}, {titles, titled}, {common, noName}} {
		for w := range strings.FieldsSeq(l.words) {
			n.tells[strings.TrimSuffix(w, ".")] = l.is
			n.capital[w[0]-'A'] = true
		}
	}
	return n
}

// role is what a word with a capital tells.
func (n *names) role(w string) role {
	if !n.capital[w[0]-'A'] {
		return noRole
	}
	return n.tells[w]
}

func pick(words []string, d *dice) string { return words[d.below(len(words))] }

// MaxOutlets is the number of outlets that can be told apart.
const MaxOutlets = 40 * 25

const kinds = "Herald Courier Observer Examiner Gazette Tribune Post Chronicle Ledger Bulletin Dispatch Echo Monitor Sentinel Telegraph Register Reporter Standard Argus Mercury Messenger Recorder Star Times Advocate"

// outlet returns the name of outlet n: a place and a kind of paper.
func (ns *names) outlet(n int) string {
	return ns.places[n%len(ns.places)] + "bridge " + ns.papers[n/len(ns.places)%len(ns.papers)]
}

// slug is a name as part of an address.
func slug(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }
