//go:build !goexperiment.simd || !amd64

package learn

func add(dst, src []float32)                     { addPlain(dst, src) }
func axpy(dst []float32, a float32, b []float32) { axpyPlain(dst, a, b) }
func dot(a, b []float32) float32                 { return dotPlain(a, b) }
