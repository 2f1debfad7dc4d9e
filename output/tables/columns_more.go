package tables

func sentenceFields() []field[Sentence] {
	return join(headFields(func(r *Sentence) *Head { return &r.Head }), []field[Sentence]{
		number("sentence_index", func(r *Sentence) *int { return &r.SentenceIndex }),
		text("sentence", func(r *Sentence) *string { return &r.Sentence }),
		number("start", func(r *Sentence) *int { return &r.Start }),
		number("end", func(r *Sentence) *int { return &r.End }),
		text("kind", func(r *Sentence) *string { return &r.Kind }),
		number("block_index", func(r *Sentence) *int { return &r.BlockIndex }),
		flag("attributed", func(r *Sentence) *bool { return &r.Attributed }),
		texts("speaker_ids", func(r *Sentence) *[]string { return &r.SpeakerIDs }),
		texts("attribution_ids", func(r *Sentence) *[]string { return &r.AttributionIDs }),
	}, sentimentFields(func(r *Sentence) *Sentiment { return &r.Sentiment }), []field[Sentence]{
		citations(func(r *Sentence) *[]Citation { return &r.Citations }),
	}, runFields(func(r *Sentence) *Run { return &r.Run }))
}

func stanceFields() []field[Stance] {
	return join(headFields(func(r *Stance) *Head { return &r.Head }), []field[Stance]{
		number("stance_index", func(r *Stance) *int { return &r.StanceIndex }),
		text("holder_id", func(r *Stance) *string { return &r.HolderID }),
		text("holder", func(r *Stance) *string { return &r.Holder }),
		text("holder_kind", func(r *Stance) *string { return &r.HolderKind }),
		text("target_id", func(r *Stance) *string { return &r.TargetID }),
		text("target", func(r *Stance) *string { return &r.Target }),
		text("target_kind", func(r *Stance) *string { return &r.TargetKind }),
		number("target_start", func(r *Stance) *int { return &r.TargetStart }),
		number("target_end", func(r *Stance) *int { return &r.TargetEnd }),
		text("label", func(r *Stance) *string { return &r.Label }),
		score("score", func(r *Stance) *float64 { return &r.Score }),
		text("evidence", func(r *Stance) *string { return &r.Evidence }),
		number("evidence_start", func(r *Stance) *int { return &r.EvidenceStart }),
		number("evidence_end", func(r *Stance) *int { return &r.EvidenceEnd }),
		place("sentence_index", func(r *Stance) *int { return &r.SentenceIndex }),
		optional("attribution_id", func(r *Stance) *string { return &r.AttributionID }),
		optional("according_to_id", func(r *Stance) *string { return &r.AccordingToID }),
		optional("according_to", func(r *Stance) *string { return &r.AccordingTo }),
	}, runFields(func(r *Stance) *Run { return &r.Run }))
}

func articleFields() []field[Article] {
	return join(headFields(func(r *Article) *Head { return &r.Head }), []field[Article]{
		optional("language", func(r *Article) *string { return &r.Language }),
		text("path", func(r *Article) *string { return &r.Path }),
		number("line", func(r *Article) *int { return &r.Line }),
		number("characters", func(r *Article) *int { return &r.Characters }),
		number("sentences", func(r *Article) *int { return &r.Sentences }),
		number("attributions", func(r *Article) *int { return &r.Attributions }),
		number("speakers", func(r *Article) *int { return &r.Speakers }),
		number("stances", func(r *Article) *int { return &r.Stances }),
		text("sha256", func(r *Article) *string { return &r.SHA256 }),
		text("text", func(r *Article) *string { return &r.Text }),
		later(optional("duplicate_of", func(r *Article) *string { return &r.DuplicateOf })),
		later(texts("outlets", func(r *Article) *[]string { return &r.Outlets })),
	}, runFields(func(r *Article) *Run { return &r.Run }))
}

// later marks a field that was added to the tables after the first ones were written.
func later[R any](f field[R]) field[R] {
	f.later = true
	return f
}
