package train

import "math"

// kernelRidge solves ridge regression in its dual form: alpha = (K + lambda I)^-1 y
// with the kernel matrix K of n examples, by rows. left holds for each example the
// prediction of the fit that leaves its group out, by the block formula: with
// G = (K + lambda I)^-1, the residuals of group I are G_II^-1 (G y)_I (Rifkin and
// Lippert 2007).
func kernelRidge(k []float64, y []float64, lambda float64, groups [][]int) (alpha, left []float64) {
	n := len(y)
	g := make([]float64, len(k))
	copy(g, k)
	for i := range n {
		g[i*n+i] += lambda
	}
	invert(g, n)
	alpha, left = make([]float64, n), make([]float64, n)
	for i := range n {
		alpha[i] = dot(g[i*n:(i+1)*n], y)
	}
	for _, group := range groups {
		m := len(group)
		block, b := make([]float64, m*m), make([]float64, m)
		for r, i := range group {
			b[r] = alpha[i]
			for c, j := range group {
				block[r*m+c] = g[i*n+j]
			}
		}
		invert(block, m)
		for r, i := range group {
			left[i] = y[i] - dot(block[r*m:(r+1)*m], b)
		}
	}
	return alpha, left
}

// smallRidge is kernelRidge for few features: it returns the weights of the columns
// of x and the predictions, each of the fit that leaves its group out.
func smallRidge(x [][]float64, y []float64, lambda float64, groups [][]int) (w, left []float64) {
	m := len(x[0])
	a, b := make([]float64, m*m), make([]float64, m)
	add := func(i int, sign float64) {
		for r, v := range x[i] {
			b[r] += sign * v * y[i]
			for c, u := range x[i] {
				a[r*m+c] += sign * v * u
			}
		}
	}
	for r := range m {
		a[r*m+r] = lambda
	}
	for i := range x {
		add(i, 1)
	}
	w, left = solve(append([]float64{}, a...), b), make([]float64, len(y))
	for _, group := range groups {
		for _, i := range group {
			add(i, -1)
		}
		out := solve(append([]float64{}, a...), b)
		for _, i := range group {
			left[i] = dot(out, x[i])
			add(i, 1)
		}
	}
	return w, left
}

// invert replaces the positive definite matrix a of n rows by its inverse, through
// its Cholesky factor.
func invert(a []float64, n int) {
	for i := range n { // a = L L^T, L in the lower half
		for j := 0; j <= i; j++ {
			s := a[i*n+j] - dot(a[i*n:i*n+j], a[j*n:j*n+j])
			if i == j {
				a[i*n+i] = math.Sqrt(math.Max(s, 1e-12))
			} else {
				a[i*n+j] = s / a[j*n+j]
			}
		}
	}
	u := make([]float64, n*n) // the transpose of L^-1, in the upper half
	for j := range n {
		u[j*n+j] = 1 / a[j*n+j]
		for i := j + 1; i < n; i++ {
			u[j*n+i] = -dot(a[i*n+j:i*n+i], u[j*n+j:j*n+i]) / a[i*n+i]
		}
	}
	for i := range n {
		for j := 0; j <= i; j++ {
			s := dot(u[i*n+i:(i+1)*n], u[j*n+i:(j+1)*n])
			a[i*n+j], a[j*n+i] = s, s
		}
	}
}
