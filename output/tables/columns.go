package tables

import "time"

func headFields[R any](at func(*R) *Head) []field[R] {
	return []field[R]{
		text("article_id", func(r *R) *string { return &at(r).ArticleID }),
		optional("title", func(r *R) *string { return &at(r).Title }),
		optional("outlet", func(r *R) *string { return &at(r).Outlet }),
		optional("author", func(r *R) *string { return &at(r).Author }),
		optional("url", func(r *R) *string { return &at(r).URL }),
		moment("published_at", func(r *R) *time.Time { return &at(r).Published }),
	}
}

func sentimentFields[R any](at func(*R) *Sentiment) []field[R] {
	return []field[R]{
		score("sentiment_score", func(r *R) *float64 { return &at(r).Score }),
		text("sentiment_label", func(r *R) *string { return &at(r).Label }),
		score("sentiment_bayes", func(r *R) *float64 { return &at(r).Bayes }),
		score("sentiment_lexicon", func(r *R) *float64 { return &at(r).Lexicon }),
		score("sentiment_likeness", func(r *R) *float64 { return &at(r).Likeness }),
		score("sentiment_learned", func(r *R) *float64 { return &at(r).Learned }),
		score("sentiment_coverage", func(r *R) *float64 { return &at(r).Coverage }),
		text("sentiment_source", func(r *R) *string { return &at(r).Source }),
	}
}

func runFields[R any](at func(*R) *Run) []field[R] {
	return []field[R]{
		text("run_id", func(r *R) *string { return &at(r).RunID }),
		text("model_version", func(r *R) *string { return &at(r).ModelVersion }),
	}
}

func spans[R any](name string, at func(*R) *[]Span) field[R] {
	return structs(name, at, []leaf[Span]{
		leafNumber("start", func(s *Span) *int { return &s.Start }),
		leafNumber("end", func(s *Span) *int { return &s.End }),
	})
}

func citations[R any](at func(*R) *[]Citation) field[R] {
	return structs("citations", at, []leaf[Citation]{
		leafText("marker", func(c *Citation) *string { return &c.Marker }),
		leafNumber("start", func(c *Citation) *int { return &c.Start }),
		leafNumber("end", func(c *Citation) *int { return &c.End }),
		leafOptional("title", func(c *Citation) *string { return &c.Title }),
		leafOptional("outlet", func(c *Citation) *string { return &c.Outlet }),
		leafOptional("date", func(c *Citation) *string { return &c.Date }),
	})
}

func rowStances(at func(*SpeakerRow) *[]RowStance) field[SpeakerRow] {
	return structs("stances", at, []leaf[RowStance]{
		leafText("target_id", func(s *RowStance) *string { return &s.TargetID }),
		leafText("target", func(s *RowStance) *string { return &s.Target }),
		leafText("target_kind", func(s *RowStance) *string { return &s.TargetKind }),
		leafText("label", func(s *RowStance) *string { return &s.Label }),
		leafScore("score", func(s *RowStance) *float64 { return &s.Score }),
	})
}

func targets(at func(*Speaker) *[]Target) field[Speaker] {
	return structs("targets", at, []leaf[Target]{
		leafText("target_id", func(t *Target) *string { return &t.TargetID }),
		leafText("target", func(t *Target) *string { return &t.Target }),
		leafText("target_kind", func(t *Target) *string { return &t.TargetKind }),
		leafCount("support", func(t *Target) *int64 { return &t.Support }),
		leafCount("oppose", func(t *Target) *int64 { return &t.Oppose }),
	})
}

func speakerFields() []field[Speaker] {
	return append([]field[Speaker]{
		text("id", func(s *Speaker) *string { return &s.ID }),
		text("name", func(s *Speaker) *string { return &s.Name }),
		text("kind", func(s *Speaker) *string { return &s.Kind }),
		texts("aliases", func(s *Speaker) *[]string { return &s.Aliases }),
		texts("titles", func(s *Speaker) *[]string { return &s.Titles }),
		texts("affiliations", func(s *Speaker) *[]string { return &s.Affiliations }),
		count("articles", func(s *Speaker) *int64 { return &s.Articles }),
		count("sentences", func(s *Speaker) *int64 { return &s.Sentences }),
		score("mean_sentiment", func(s *Speaker) *float64 { return &s.MeanSentiment }),
		targets(func(s *Speaker) *[]Target { return &s.Targets }),
		moment("first_date", func(s *Speaker) *time.Time { return &s.FirstDate }),
		moment("last_date", func(s *Speaker) *time.Time { return &s.LastDate }),
		text("path", func(s *Speaker) *string { return &s.Path }),
	}, runFields(func(s *Speaker) *Run { return &s.Run })...)
}

func speakerRowFields() []field[SpeakerRow] {
	return join([]field[SpeakerRow]{
		text("speaker_id", func(r *SpeakerRow) *string { return &r.SpeakerID }),
		text("speaker", func(r *SpeakerRow) *string { return &r.Speaker }),
		text("speaker_kind", func(r *SpeakerRow) *string { return &r.SpeakerKind }),
	}, headFields(func(r *SpeakerRow) *Head { return &r.Head }), []field[SpeakerRow]{
		number("sentence_index", func(r *SpeakerRow) *int { return &r.SentenceIndex }),
		text("sentence", func(r *SpeakerRow) *string { return &r.Sentence }),
		number("start", func(r *SpeakerRow) *int { return &r.Start }),
		number("end", func(r *SpeakerRow) *int { return &r.End }),
		text("kind", func(r *SpeakerRow) *string { return &r.Kind }),
		text("attribution_id", func(r *SpeakerRow) *string { return &r.AttributionID }),
		texts("attribution_ids", func(r *SpeakerRow) *[]string { return &r.AttributionIDs }),
		text("quote_type", func(r *SpeakerRow) *string { return &r.QuoteType }),
		text("content", func(r *SpeakerRow) *string { return &r.Content }),
		spans("content_spans", func(r *SpeakerRow) *[]Span { return &r.ContentSpans }),
		optional("source", func(r *SpeakerRow) *string { return &r.Source }),
		spans("source_spans", func(r *SpeakerRow) *[]Span { return &r.SourceSpans }),
		optional("cue", func(r *SpeakerRow) *string { return &r.Cue }),
		spans("cue_spans", func(r *SpeakerRow) *[]Span { return &r.CueSpans }),
		text("speaker_reason", func(r *SpeakerRow) *string { return &r.SpeakerReason }),
		optional("speaker_mention", func(r *SpeakerRow) *string { return &r.SpeakerMention }),
		place("speaker_mention_start", func(r *SpeakerRow) *int { return &r.MentionStart }),
		place("speaker_mention_end", func(r *SpeakerRow) *int { return &r.MentionEnd }),
		score("confidence", func(r *SpeakerRow) *float64 { return &r.Confidence }),
	}, sentimentFields(func(r *SpeakerRow) *Sentiment { return &r.Sentiment }), []field[SpeakerRow]{
		score("content_sentiment_score", func(r *SpeakerRow) *float64 { return &r.ContentSentiment }),
		text("content_sentiment_label", func(r *SpeakerRow) *string { return &r.ContentSentimentLabel }),
		rowStances(func(r *SpeakerRow) *[]RowStance { return &r.Stances }),
		citations(func(r *SpeakerRow) *[]Citation { return &r.Citations }),
	}, runFields(func(r *SpeakerRow) *Run { return &r.Run }))
}

func join[R any](lists ...[]field[R]) []field[R] {
	var all []field[R]
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
