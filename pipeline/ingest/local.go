//go:build !cloud

package ingest

// openStore refuses: storage in the cloud takes a build with the tag cloud, since its
// libraries are several times the size of the program.
func openStore(string) (store, string, error) { return nil, "", errNoCloud }
