package ingest

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// maxSpool bounds the bytes of a file that has to lie on disk to be read, and comes
// packed or from standard input.
const maxSpool = 8 << 30

// spool returns a file with the bytes of r, which can be read in any order, and a
// function that removes it.
func spool(r io.Reader) (*os.File, func(), error) {
	f, err := os.CreateTemp("", "sayso-*")
	if err != nil {
		return nil, nil, fmt.Errorf("set input aside: %w", err)
	}
	free := func() {
		f.Close()
		os.Remove(f.Name())
	}
	n, err := io.Copy(f, io.LimitReader(r, maxSpool+1))
	if err == nil && n > maxSpool {
		err = fmt.Errorf("longer than %d bytes: unpack it to a file", int64(maxSpool))
	}
	if err != nil {
		free()
		return nil, nil, err
	}
	return f, free, nil
}

// seekable returns in's bytes in a file that can be read in any order: the file
// itself where it is plain, or else a copy.
func seekable(r io.Reader, in input) (*os.File, func(), error) {
	if in.size() >= 0 {
		return in.file, func() {}, nil
	}
	return spool(r)
}

// readZip reads the files of a zip archive in order of their names. Archives in it are
// passed over, like files of no known format.
func (s *Source) readZip(r io.Reader, in input, yield emit) bool {
	f, free, err := seekable(r, in)
	if err != nil {
		return s.cutShort(in.bad("read file: "+bare(err).Error(), "is the file whole?"), yield)
	}
	defer free()
	info, err := f.Stat()
	if err != nil {
		return s.cutShort(in.bad("read file: "+bare(err).Error(), "is the file whole?"), yield)
	}
	archive, err := zip.NewReader(f, info.Size())
	if err != nil {
		return s.cutShort(in.bad("read zip archive: "+err.Error(), "is the file whole?"), yield)
	}
	if in.file == f {
		s.read.Add(info.Size())
	}
	files := slices.Clone(archive.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	bomb := &fuse{packed: info.Size}
	for _, entry := range files {
		if !s.readEntry(entry, in, bomb, yield) {
			return false
		}
		if bomb.blown() {
			return s.cutShort(in.bad("read zip archive: "+errBomb.Error(), "the rest of the archive is lost"), yield)
		}
	}
	return true
}

// readEntry reads one file of an archive. bomb counts the bytes of all of them.
func (s *Source) readEntry(entry *zip.File, in input, bomb *fuse, yield emit) bool {
	base := entry.Name[strings.LastIndexByte(entry.Name, '/')+1:]
	_, format, pack := split(base)
	if format == ByName && base != "" {
		format = in.format // of --format-in
	}
	switch {
	case base == "" || strings.HasPrefix(base, ".") || strings.HasPrefix(entry.Name, "__MACOSX/"):
		return true
	case format == ByName || pack == zipped:
		s.stats.Unsupported++
		return true
	}
	part := input{path: in.path + "/" + strings.ToValidUTF8(entry.Name, "\ufffd"), format: format, pack: pack}
	r, err := entry.Open()
	if err != nil {
		return s.cutShort(part.bad("read zip entry: "+err.Error(), "is it packed in a usual way, without a password?"), yield)
	}
	defer r.Close()
	return s.readStream(bomb.through(r), part, yield)
}
