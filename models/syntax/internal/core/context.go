package core

// Context fills what the words of a sentence know of one another: whether they
// stand inside quotation marks, and whether the sentence is set like a title.
func Context(ws []Word) {
	quotes(ws)
	brinks(ws)
	title := titleCase(ws)
	for i := range ws {
		ws[i].Title = title
	}
}

func quotes(ws []Word) {
	inside := Quote(0)
	for i := range ws {
		w := &ws[i]
		w.Quote = inside
		switch w.Mark {
		case Straight:
			inside ^= 1
		case Opening:
			inside = 1
		case Closing:
			inside = 0
		}
	}
}

// brinks tells the words beside a quotation mark of it.
func brinks(ws []Word) {
	for i := range ws {
		w := &ws[i]
		switch {
		case w.Mark == NoMark:
		case w.Mark == Opening || w.Mark == Straight && w.Quote == 0:
			if i+1 < len(ws) {
				ws[i+1].Edge |= 1
			}
		case i > 0:
			ws[i-1].Edge |= 2
		}
	}
}

// titleCase is 2 when three quarters of the longer words are in capitals, 1 when
// three quarters begin with one.
func titleCase(ws []Word) uint8 {
	letters, capitals, upper := 0, 0, 0
	for i := range ws {
		w := &ws[i]
		if !w.Long {
			continue
		}
		switch int(w.Shape) / 9 {
		case lowerCase:
			letters++
		case initial, mixed:
			letters++
			capitals++
		case allCaps:
			letters++
			upper++
		}
	}
	switch {
	case letters >= 3 && 4*upper >= 3*letters:
		return 2
	case letters >= 3 && 4*(capitals+upper) >= 3*letters:
		return 1
	}
	return 0
}
