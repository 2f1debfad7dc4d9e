package ingest

import "io"

// ahead reads from another reader on a goroutine of its own, a few buffers before what
// is asked for, so that unpacking and the reading of articles go on side by side.
type ahead struct {
	full, empty chan []byte
	stop, done  chan struct{}
	err         error  // what ended the reading; set before full is closed
	now, left   []byte // the buffer under way, and what of it is still to be given
}

const (
	aheadBuffers = 4
	aheadBytes   = 256 << 10
	// aheadLeast is the size of a packed file, in bytes, from which on it is worth it.
	aheadLeast = 256 << 10
)

func newAhead(r io.Reader) *ahead {
	a := &ahead{full: make(chan []byte, aheadBuffers), empty: make(chan []byte, aheadBuffers), stop: make(chan struct{}), done: make(chan struct{})}
	for range aheadBuffers {
		a.empty <- make([]byte, aheadBytes)
	}
	go a.fill(r)
	return a
}

// fill reads r to its end, or until the reader is closed.
func (a *ahead) fill(r io.Reader) {
	defer close(a.done)
	defer close(a.full)
	for a.err == nil {
		var b []byte
		select {
		case b = <-a.empty:
		case <-a.stop:
			return
		}
		n := 0
		for n < len(b) && a.err == nil {
			var k int
			k, a.err = r.Read(b[n:])
			n += k
		}
		a.full <- b[:n] // has room for every buffer
	}
}

// Read gives what was read ahead.
func (a *ahead) Read(p []byte) (int, error) {
	for len(a.left) == 0 {
		if a.now != nil {
			a.empty <- a.now[:cap(a.now)]
			a.now = nil
		}
		b, ok := <-a.full
		if !ok {
			return 0, a.err
		}
		a.now, a.left = b, b
	}
	n := copy(p, a.left)
	a.left = a.left[n:]
	return n, nil
}

// close ends the reading ahead, and returns when the other reader is no longer used.
func (a *ahead) close() {
	close(a.stop)
	<-a.done
}
