package learn

// lanes is the number of partial sums of a dot product, fixed so that every
// build rounds alike. Vectors are a multiple of it long.
const lanes = 16

// addPlain adds src to dst.
func addPlain(dst, src []float32) {
	for i, x := range src[:len(dst)] {
		dst[i] += x
	}
}

// axpyPlain adds a*src to dst. The conversion forbids a fused multiply-add,
// which would round otherwise.
func axpyPlain(dst []float32, a float32, src []float32) {
	for i, x := range src[:len(dst)] {
		dst[i] += float32(a * x)
	}
}

// dotPlain is the inner product of a and b.
func dotPlain(a, b []float32) float32 {
	var part [lanes]float32
	for len(a) >= lanes && len(b) >= lanes {
		for i := range part {
			part[i] += float32(a[i] * b[i])
		}
		a, b = a[lanes:], b[lanes:]
	}
	return fold(&part)
}

func fold(part *[lanes]float32) float32 {
	sum := float32(0)
	for _, x := range part {
		sum += x
	}
	return sum
}
