// Package learn trains the networks that package linear applies, and writes
// them as sections of a weight file.
//
// Training is stochastic gradient descent, one example at a time and in one
// goroutine, so that the same examples in the same order give the same bytes on
// every machine. Built with GOEXPERIMENT=simd on amd64 the vector loops use wide
// registers; they add in the same order as the plain loops, and the weights come
// out the same, only sooner.
package learn
