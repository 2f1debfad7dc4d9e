package output

// Summary says what the tables hold.
type Summary struct {
	// Rows by table.
	Articles    int64 `json:"articles"`
	Sentences   int64 `json:"sentences"`
	SpeakerRows int64 `json:"speaker_rows"`
	Stances     int64 `json:"stances"`
	// Speakers is the number of speakers with a row, SpeakerTables how many of
	// them have a folder of their own.
	Speakers      int64 `json:"speakers"`
	SpeakerTables int64 `json:"speaker_tables"`
	// Duplicates is the number of articles that are copies of others.
	Duplicates  int64 `json:"duplicates"`
	DeadLetters int64 `json:"dead_letters"`
	// Files and Bytes count the table files.
	Files int64 `json:"files"`
	Bytes int64 `json:"bytes"`
}
