//go:build cloud

package ingest

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strings"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://container/name
	_ "gocloud.dev/blob/fileblob"  // file:///folder/name
	_ "gocloud.dev/blob/gcsblob"   // gs://bucket/name
	"gocloud.dev/blob/memblob"
	_ "gocloud.dev/blob/s3blob" // s3://bucket/name
)

// bucket is a store over gocloud.dev/blob. Rights come from the environment, as the
// storage's own tools take them.
type bucket struct{ b *blob.Bucket }

// openStore opens the bucket of an address and returns what is wanted of it: the name
// of a file or folder, or "" for all.
func openStore(address string) (store, string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, "", fmt.Errorf("read address: %w", err)
	}
	name := strings.TrimPrefix(u.Path, "/")
	root := *u
	root.Path = ""
	switch u.Scheme {
	case "file": // the bucket is the folder, which ends with a slash, or the file's
		cut := strings.LastIndexByte(u.Path, '/') + 1
		root.Path, name = u.Path[:cut], u.Path[cut:]
		if u.RawQuery == "" {
			root.RawQuery = "no_tmp_dir=true&metadata=skip"
		}
	case "mem":
		return bucket{memblob.OpenBucket(nil)}, name, nil
	}
	b, err := blob.OpenBucket(context.Background(), root.String())
	if err != nil {
		return nil, "", fmt.Errorf("open bucket: %w", err)
	}
	return bucket{b}, name, nil
}

// list yields the names in order of their bytes, which is how buckets keep them.
func (b bucket) list(prefix string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		all := b.b.List(&blob.ListOptions{Prefix: prefix})
		for {
			o, err := all.Next(context.Background())
			switch {
			case err == io.EOF:
				return
			case err != nil:
				yield("", err)
				return
			case !o.IsDir && !yield(o.Key, nil):
				return
			}
		}
	}
}

func (b bucket) open(name string) (io.ReadCloser, error) {
	return b.b.NewReader(context.Background(), name, nil)
}

func (b bucket) Close() error { return b.b.Close() }
