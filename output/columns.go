package output

// articleColumns says which article a row is about.
func articleColumns() []Column {
	return []Column{
		column("article_id", stringType, "identifier of the article, unique within the tables"),
		optional("title", stringType, "headline of the article; null when it has none"),
		optional("outlet", stringType, "who published the article; null when the input does not say"),
		optional("author", stringType, "who wrote the article; null when the input does not say"),
		optional("url", stringType, "address of the article; null when the input does not say"),
		optional("published_at", timeType, "time of publication, UTC; null when the input does not say"),
	}
}

// sentenceColumns says which sentence of the article a row is about.
func sentenceColumns() []Column {
	return []Column{
		column("sentence_index", intType, "number of the sentence within the article, from 0; page furniture counts too"),
		text("sentence", "text of the sentence, footnote marks such as [2] cut out; text[start:end] of the article has them"),
		column("start", intType, "where the sentence begins in the article's text, in code points"),
		column("end", intType, "where it ends, exclusive"),
		column("kind", stringType, "part of the page the sentence stands in: paragraph, headline, standfirst, heading, item; in sentences also link, reference, byline, caption, separator"),
	}
}

// sentimentColumns is the sentiment of a row's sentence.
func sentimentColumns() []Column {
	return []Column{
		column("sentiment_score", scoreType, "sentiment of the whole sentence, -1 to 1, 0 neutral or unknown"),
		column("sentiment_label", stringType, "negative, neutral or positive"),
		column("sentiment_bayes", scoreType, "the naive Bayes component: class-normalised log-odds per known word, above 0 positive"),
		column("sentiment_lexicon", scoreType, "the lexicon component: rated words and phrases, composed along the tree, -1 to 1"),
		column("sentiment_likeness", scoreType, "the component of words that no list rates: their valence by words of like use, composed along the tree, -1 to 1"),
		column("sentiment_learned", scoreType, "the component of what words and their pairs have been learned to weigh, -1 to 1"),
		column("sentiment_coverage", scoreType, "share of the sentence's words that a component knew, 0 to 1"),
		column("sentiment_source", stringType, "what gave the article's sentiment scores and labels: model, or command, the program of --sentiment-command; the components are always the model's"),
	}
}

func citationsColumn() Column {
	return column("citations", citationsType, "footnote marks of the sentence: the mark without brackets, where it stands, and title, outlet and date of the reference entry, null when the article has none")
}

// runColumns says which run made a row.
func runColumns() []Column {
	return []Column{
		{Name: "run_id", Type: stringType, Doc: "the run that wrote the row", constant: true},
		{Name: "model_version", Type: stringType, Doc: "versions of the models that the row rests on, and the digests of the files of aliases, topics and lexicon and of the sentiment command where there were any", constant: true},
	}
}

func speakers() Table {
	return Table{
		Name:  speakersTable,
		Doc:   "One row per sentence that a speaker is quoted in, in a folder per speaker.",
		Key:   "speaker_id, article_id, sentence_index",
		Order: "within a file by published_at (undated first), article_id, sentence_index; in other.speakers by speaker_id first",
		Columns: join(
			[]Column{
				column("speaker_id", stringType, "slug of the speaker: a function of kind and name, the same in every run; unknown when the source could not be resolved"),
				column("speaker", stringType, "the speaker's name in this article, without titles; the id when there is none, as of unknown"),
				column("speaker_kind", stringType, "person, organisation, group, unnamed, document, author or unknown"),
			},
			articleColumns(), sentenceColumns(), attributionColumns(), sentimentColumns(),
			[]Column{
				column("content_sentiment_score", scoreType, "sentiment of the whole content of attribution_id, -1 to 1: what was said, without source and cue, over all its sentences"),
				column("content_sentiment_label", stringType, "negative, neutral or positive"),
				column("stances", stancesType, "stances of this speaker in the row's attributions: each in one row, that of the sentence where its evidence begins, or else the attribution's first"),
				citationsColumn(),
			},
			runColumns()),
	}
}

func attributionColumns() []Column {
	return []Column{
		column("attribution_id", stringType, "the first attribution to this speaker in the sentence, unique within the article"),
		column("attribution_ids", namesType, "all attributions to this speaker in the sentence, in order of the text"),
		column("quote_type", stringType, "direct, indirect or mixed; mixed also when the attributions differ"),
		text("content", "what is attributed, as far as it stands in this sentence, footnote marks cut out; parts joined with \" … \""),
		column("content_spans", spansType, "where content stands, code points, end exclusive, in order"),
		optional("source", stringType, "words that name the source, even if in another sentence; parts joined with \" … \"; null when the text names none"),
		column("source_spans", spansType, "where source stands"),
		optional("cue", stringType, "words that attribute, such as said, even if in another sentence; null when there are none"),
		column("cue_spans", spansType, "where cue stands"),
		column("speaker_reason", stringType, "how the source of attribution_id led to the speaker: none, name, title, pronoun, description, apposition, elided, alias or gazetteer"),
		optional("speaker_mention", stringType, "the mention that this rests on: the name for a name or an office, the antecedent for a pronoun, the speaker before for an elided source; null when there is none"),
		optional("speaker_mention_start", intType, "where that mention begins in the article's text, in code points"),
		optional("speaker_mention_end", intType, "where it ends, exclusive"),
		column("confidence", scoreType, "probability that the attribution is right, 0 to 1; of several the lowest"),
	}
}

func speakerIndex() Table {
	return Table{
		Name: speakerIndexTable, OneFile: true,
		Doc:   "One row per speaker that has rows in speakers.",
		Key:   "id",
		Order: "by id",
		Columns: join([]Column{
			column("id", stringType, "speaker_id of the speaker's rows"),
			column("name", stringType, "the name most of the rows give; of equals the first in byte order"),
			column("kind", stringType, "speaker_kind of the rows"),
			column("aliases", namesType, "other names and forms seen, sorted"),
			column("titles", namesType, "offices and honorifics seen, sorted"),
			column("affiliations", namesType, "whom an unnamed speaker spoke for, or the file of aliases says a speaker does, sorted"),
			column("articles", longType, "number of articles with a row"),
			column("sentences", longType, "number of rows"),
			column("mean_sentiment", scoreType, "mean of sentiment_score over the rows, -1 to 1"),
			column("targets", targetsType, "whom and what the speaker is for or against most often: of each of the ten targets with most stances, of equals the first by id, how many support and oppose it, in all articles with a row"),
			optional("first_date", timeType, "earliest published_at of the rows, UTC; null when all are undated"),
			optional("last_date", timeType, "latest published_at of the rows, UTC"),
			column("path", stringType, "folder of the rows, relative to the folder that holds this file"),
		}, runColumns()),
	}
}

func sentences() Table {
	return Table{
		Name:  sentencesTable,
		Doc:   "One row per sentence of every article, attributed or not, page furniture included.",
		Key:   "article_id, sentence_index",
		Order: "within a file of the input, then of the text",
		Columns: join(articleColumns(), sentenceColumns(),
			[]Column{
				column("block_index", intType, "number of the block (paragraph, heading, list item ...) within the article, from 0"),
				column("attributed", boolType, "whether part of the sentence is attributed to somebody: whether it has rows in speakers"),
				column("speaker_ids", namesType, "the speakers of those rows, in order of the text"),
				column("attribution_ids", namesType, "the attributions with content in the sentence, in order of the text"),
			},
			sentimentColumns(), []Column{citationsColumn()}, runColumns()),
	}
}

func stances() Table {
	return Table{
		Name:  stancesTable,
		Doc:   "One row per stance, those the article tells in its own voice included.",
		Key:   "article_id, stance_index",
		Order: "within a file of the input, then of the text",
		Columns: join(articleColumns(), []Column{
			column("stance_index", intType, "number of the stance within the article, from 0"),
			column("holder_id", stringType, "speaker_id of who holds the stance; a holder who is never quoted has no rows in speakers"),
			column("holder", stringType, "the holder's name in this article"),
			column("holder_kind", stringType, "person, organisation, group, unnamed, document, author or unknown"),
			column("target_id", stringType, "slug of whom or what the stance is about: speaker_id of a person, organisation or group with the same name"),
			column("target", stringType, "name of the target"),
			column("target_kind", stringType, "person, organisation, group, place, document or issue"),
			column("target_start", intType, "where the target is mentioned in the article's text, in code points"),
			column("target_end", intType, "where the mention ends, exclusive"),
			column("label", stringType, "support, oppose or neutral"),
			column("score", scoreType, "-1 to 1: the sign is the label's, the size the strength"),
			text("evidence", "the words that express the stance, footnote marks cut out"),
			column("evidence_start", intType, "where the evidence begins in the article's text, in code points"),
			column("evidence_end", intType, "where it ends, exclusive"),
			optional("sentence_index", intType, "the sentence where the evidence begins; null when it stands in none"),
			optional("attribution_id", stringType, "the attribution that expresses the stance; null when the article tells it"),
			optional("according_to_id", stringType, "speaker_id of who reports a stance that is not their own; null when nobody does"),
			optional("according_to", stringType, "that speaker's name in this article"),
		}, runColumns()),
	}
}

func articles() Table {
	return Table{
		Name:  articlesTable,
		Doc:   "One row per article, with its text: every offset of the other tables points into text.",
		Key:   "article_id",
		Order: "within a file of the input",
		Columns: join(articleColumns(), []Column{
			optional("language", stringType, "language of the article as the input gives it; null when it does not"),
			column("path", stringType, "the input file"),
			column("line", intType, "line within the file, or row or record of a table or archive, from 1; 0 for one article a file"),
			column("characters", intType, "length of text in code points"),
			column("sentences", intType, "number of rows in sentences"),
			column("attributions", intType, "number of attributions"),
			column("speakers", intType, "number of speakers with rows in speakers"),
			column("stances", intType, "number of rows in stances"),
			text("sha256", "SHA-256 of the article's text in UTF-8 as it came in, hexadecimal"),
			text("text", "the text as it came in; a byte that is not UTF-8 shows as U+FFFD"),
			optional("duplicate_of", stringType, "article_id of the article that this one is a syndicated copy of; such a copy has no rows in the other tables; null for an article that is none"),
			column("outlets", namesType, "the outlets that published the article or a copy of it, sorted; of a copy its own alone"),
		}, runColumns()),
	}
}
