package models

import "testing"

// TestFormsOfPeopleShareAnID lists what articles call one person, in full.
func TestFormsOfPeopleShareAnID(t *testing.T) {
	for want, forms := range map[string][]string{
		"ann-cole": {
			"Ann Cole", "ANN COLE", "Änn Cölé", "Ann J. Cole", "Ann J Cole", "Ann Cole Jr.", "Ann Cole, Jr.", "Ann J. Cole III", "Ann Cole Sr",
			"Mrs. Ann Cole", "Mrs Ann Cole", "Dr. Ann J. Cole", "Sen. Ann Cole", "Senator Ann Cole", "Senators Ann Cole", "Lt. Gov. Ann Cole", "Ann Cole's", "Ann Cole’s", " ann  cole ",
		},
		"cole":                 {"Cole", "Mr. Cole", "Ms. Cole's"},
		"george-hw-bush":       {"George H. W. Bush", "George H.W. Bush", "GEORGE H. W. BUSH"},
		"george-bush":          {"George Bush", "George W. Bush"},
		"jk-lind":              {"J. K. Lind", "JK Lind", "J.K. Lind"},
		"donald-trump-jr":      {"Donald Trump Jr.", "Donald Trump, Jr", "DONALD TRUMP JR."},
		"jose-ortega-y-gasset": {"José Ortega y Gasset", "Jose Ortega Y Gasset"},
		"john-paul":            {"John Paul II"},
		"elizabeth-ii":         {"Elizabeth II"},
		"sinead-oneil":         {"Sinéad O'Neil", "Sinéad O’Neil's"},
		"michael-b-jordan":     {"Michael B. Jordan"},
		"senator-bell":         {"Senator Bell"},
	} {
		for _, form := range forms {
			if got := SpeakerID(Person, form); got != want {
				t.Errorf("SpeakerID(person, %q) = %q, want %q", form, got, want)
			}
		}
	}
}

// TestOnlyPeopleHaveMiddleInitials keeps the fold from names of other kinds.
func TestOnlyPeopleHaveMiddleInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Bank of J. Lind": "org-bank-of-j-lind", "Plan B Party": "org-plan-b-party", "Dr. Pepper": "org-dr-pepper", "McDonald's": "org-mcdonalds",
	} {
		if got := SpeakerID(Organisation, name); got != want {
			t.Errorf("SpeakerID(organisation, %q) = %q, want %q", name, got, want)
		}
	}
}

func TestFullIDTellsRelativesApart(t *testing.T) {
	for name, want := range map[string]string{"Bo Lind Jr.": "bo-lind-jr", "Bo A. Lind": "bo-a-lind", "Bo Lind": "bo-lind"} {
		if got := FullID(Person, name); got != want {
			t.Errorf("FullID(person, %q) = %q, want %q", name, got, want)
		}
	}
}
