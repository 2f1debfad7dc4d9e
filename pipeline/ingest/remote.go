package ingest

import (
	"errors"
	"io"
	"iter"
	"path"
	"strings"
)

// store is where files lie that are not on this machine: a bucket. cloud.go opens it
// in builds with the tag cloud.
type store interface {
	// list yields the names of the files whose names start with prefix, in order.
	list(prefix string) iter.Seq2[string, error]
	open(name string) (io.ReadCloser, error)
	Close() error
}

var errNoCloud = errors.New("this program was built without storage in the cloud")

// schemes are the addresses that a store opens.
var schemes = [...]string{"s3://", "gs://", "azblob://", "mem://", "file://"}

func remote(p string) bool {
	for _, s := range schemes {
		if strings.HasPrefix(p, s) {
			return true
		}
	}
	return false
}

// checkRemote finds out whether the address can be opened.
func (s *Source) checkRemote(p string) (root, error) {
	b, _, err := openStore(p)
	if err != nil {
		hint := "see that the bucket is there, and that the environment has the rights to read it"
		if errors.Is(err, errNoCloud) {
			hint = "build it with -tags cloud, or copy the files here first"
		}
		return root{}, &PathError{Path: p, Err: err, Hint: hint}
	}
	return root{path: p, kind: remoteRoot}, b.Close()
}

// readRemote reads the files at an address, in order of their names: the one of that
// name, or else all in the folder of that name.
func (s *Source) readRemote(address string, yield emit) bool {
	b, prefix, err := openStore(address)
	if err != nil {
		return yield(nil, &BadArticle{Path: address, Reason: "open storage: " + err.Error(), Hint: "is it within reach?"})
	}
	defer b.Close()
	return s.readBucket(b, strings.TrimSuffix(address, prefix), prefix, yield)
}

// readBucket reads the files in b at prefix. whole is the address of b itself.
func (s *Source) readBucket(b store, whole, prefix string, yield emit) bool {
	for name, err := range b.list(prefix) {
		if err != nil {
			return yield(nil, &BadArticle{Path: whole + prefix, Reason: "list storage: " + err.Error(), Hint: "is it within reach, and may it be listed?"})
		}
		rest, under := strings.CutPrefix(name, prefix)
		if !under || rest != "" && prefix != "" && !strings.HasSuffix(prefix, "/") && rest[0] != '/' || hidden(rest) {
			continue
		}
		_, f, c := split(path.Base(name))
		if f == ByName && rest == "" {
			f = s.opts.Format
		}
		if !readable(f, c) {
			s.stats.Unsupported++
			continue
		}
		if !s.readObject(b, name, input{path: whole + name, format: f, pack: c}, yield) {
			return false
		}
	}
	return true
}

// hidden reports whether a file or one of the folders it lies in is hidden.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

func (s *Source) readObject(b store, name string, in input, yield emit) bool {
	r, err := b.open(name)
	if err != nil {
		return s.left(in, s.cutShort(in.bad("open file: "+err.Error(), "see that it is there and may be read"), yield))
	}
	defer r.Close()
	return s.left(in, s.readStream(counter{r, s}, in, yield))
}
