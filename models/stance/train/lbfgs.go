package train

import "math"

// memory is how many steps L-BFGS remembers.
const memory = 8

// minimise runs L-BFGS (Nocedal and Wright, Numerical Optimization, 2nd ed.,
// algorithm 7.5) from x, which it changes, for at most limit steps. f returns the
// value at x and fills g with the gradient.
func minimise(x []float64, f func(x, g []float64) float64, limit int) {
	n := len(x)
	g, old, oldX := make([]float64, n), make([]float64, n), make([]float64, n)
	d := make([]float64, n)
	var ss, ys [][]float64
	value := f(x, g)
	for range limit {
		direction(d, g, ss, ys)
		slope := dot(d, g)
		if slope > -1e-9 {
			return
		}
		copy(old, g)
		copy(oldX, x)
		step, next := 1.0, 0.0
		if len(ss) == 0 {
			step = 1 / (1 + math.Sqrt(dot(g, g)))
		}
		for try := 0; ; try++ {
			for i := range x {
				x[i] = oldX[i] + step*d[i]
			}
			if next = f(x, g); next <= value+1e-4*step*slope {
				break
			}
			if try == 20 {
				copy(x, oldX)
				return
			}
			step /= 2
		}
		s, y := make([]float64, n), make([]float64, n)
		for i := range x {
			s[i], y[i] = x[i]-oldX[i], g[i]-old[i]
		}
		if dot(s, y) > 1e-12 {
			ss, ys = append(ss, s), append(ys, y)
			if len(ss) > memory {
				ss, ys = ss[1:], ys[1:]
			}
		}
		if value-next < 1e-6*math.Abs(value) {
			return
		}
		value = next
	}
}

// direction fills d with the step of the two-loop recursion.
func direction(d, g []float64, ss, ys [][]float64) {
	for i := range d {
		d[i] = -g[i]
	}
	alpha := make([]float64, len(ss))
	for k := len(ss) - 1; k >= 0; k-- {
		alpha[k] = dot(ss[k], d) / dot(ss[k], ys[k])
		for i := range d {
			d[i] -= alpha[k] * ys[k][i]
		}
	}
	if k := len(ss) - 1; k >= 0 {
		scale := dot(ss[k], ys[k]) / dot(ys[k], ys[k])
		for i := range d {
			d[i] *= scale
		}
	}
	for k := range ss {
		beta := dot(ys[k], d) / dot(ss[k], ys[k])
		for i := range d {
			d[i] += (alpha[k] - beta) * ss[k][i]
		}
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
