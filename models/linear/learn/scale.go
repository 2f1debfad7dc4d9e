package learn

// Scale is what one unit of the scores that the stored network gives for head
// stands for in the scores of n.
func (n *Net) Scale(head int) float32 { return n.heads[head].step(n.steps()) }

// ScaleRows multiplies all rows by k. After training that left out a share d of the
// features of every example at random, 1-d gives sums of the size that training
// saw.
func (n *Net) ScaleRows(k float32) {
	for i := range n.rows {
		n.rows[i] *= k
	}
}
