package output

import "errors"

// ErrUnfinished is returned for a folder that holds no finished run with Parquet
// tables. The package output/tables reads those of one that does.
var ErrUnfinished = errors.New("no tables of a finished run in Parquet")
