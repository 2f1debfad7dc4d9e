//go:build goexperiment.simd && amd64

package learn

import "simd/archsimd"

var wide = archsimd.X86.AVX512()

func add(dst, src []float32) {
	if !wide {
		addPlain(dst, src)
		return
	}
	for len(dst) >= lanes && len(src) >= lanes {
		archsimd.LoadFloat32x16Slice(dst).Add(archsimd.LoadFloat32x16Slice(src)).StoreSlice(dst)
		dst, src = dst[lanes:], src[lanes:]
	}
}

func axpy(dst []float32, a float32, src []float32) {
	if !wide {
		axpyPlain(dst, a, src)
		return
	}
	k := archsimd.BroadcastFloat32x16(a)
	for len(dst) >= lanes && len(src) >= lanes {
		archsimd.LoadFloat32x16Slice(dst).Add(k.Mul(archsimd.LoadFloat32x16Slice(src))).StoreSlice(dst)
		dst, src = dst[lanes:], src[lanes:]
	}
}

func dot(a, b []float32) float32 {
	if !wide {
		return dotPlain(a, b)
	}
	sum := archsimd.BroadcastFloat32x16(0)
	for len(a) >= lanes && len(b) >= lanes {
		sum = sum.Add(archsimd.LoadFloat32x16Slice(a).Mul(archsimd.LoadFloat32x16Slice(b)))
		a, b = a[lanes:], b[lanes:]
	}
	var part [lanes]float32
	sum.StoreSlice(part[:])
	return fold(&part)
}
