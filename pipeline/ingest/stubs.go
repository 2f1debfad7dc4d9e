package ingest

import (
	"bufio"
	"io"

	"github.com/saysonews/sayso/models"
)

func (s *Source) readZip(r io.Reader, in input, yield emit) bool         { return yield(nil, in.bad("format not read", "")) }
func (s *Source) readColumns(r *bufio.Reader, in input, yield emit) bool { return yield(nil, in.bad("format not read", "")) }
func (s *Source) readWARC(r *bufio.Reader, in input, yield emit) bool    { return yield(nil, in.bad("format not read", "")) }
func (s *Source) readPage(r *bufio.Reader, in input) (*models.Article, *BadArticle) {
	return nil, in.bad("x", "")
}
