package linear

// The constants of 64-bit FNV-1a.
const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// Hash is FNV-1a of s, 64 bits, finished so that its low bits are well mixed.
func Hash(s string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime64
	}
	return Mix(h)
}

// Combine hashes two features into one.
func Combine(a, b uint64) uint64 { return Mix(a*prime64 ^ b) }

// Mix spreads the bits of h over the whole word (the finaliser of SplitMix64;
// Steele, Lea and Flood 2014).
func Mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// Bucket maps a hash to [0, n), without a division.
func Bucket(h uint64, n int) int { return int((h >> 32) * uint64(n) >> 32) }
