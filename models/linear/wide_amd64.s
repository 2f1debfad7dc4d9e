#include "textflag.h"

// Registers common to the functions that add rows: DI and SI the sums, BX the table,
// CX the features, DX how many are left, R8 the bytes of a row, Y15 a mask of the even
// bytes. AX and R9 are the offsets of a pair of rows.

#define ARGS \
	MOVQ even+0(FP), DI \
	MOVQ odd+8(FP), SI \
	MOVQ table+16(FP), BX \
	MOVQ features+24(FP), CX \
	MOVQ n+32(FP), DX \
	MOVQ hidden+40(FP), R8 \
	VPCMPEQW Y15, Y15, Y15 \
	VPSRLW $8, Y15, Y15

#define PAIR \
	MOVLQSX (CX), AX \
	MOVLQSX 4(CX), R9 \
	IMULQ R8, AX \
	IMULQ R8, R9 \
	ADDQ $8, CX \
	SUBQ $2, DX

#define LAST \
	MOVLQSX (CX), AX \
	IMULQ R8, AX

// SPREAD adds the bytes of x to the sums e and o; it uses the mask m and t.
#define SPREAD(x, t, e, o, m) \
	VPAND m, x, t \
	VPADDW t, e, e \
	VPSRLW $8, x, x \
	VPADDW x, o, o

// func fetch(table *byte, features *int32, n, hidden, rows int) bool
TEXT ·fetch(SB), NOSPLIT, $0-41
	MOVQ table+0(FP), BX
	MOVQ features+8(FP), CX
	MOVQ n+16(FP), DX
	MOVQ hidden+24(FP), R8
	MOVQ rows+32(FP), R10
next:
	MOVLQSX (CX), AX
	CMPQ AX, R10
	JAE outside
	IMULQ R8, AX
	PREFETCHT0 (BX)(AX*1)
	PREFETCHT0 64(BX)(AX*1)
	ADDQ $4, CX
	DECQ DX
	JNZ next
	MOVB $1, ret+40(FP)
	RET
outside:
	MOVB $0, ret+40(FP)
	RET

// func add128(even, odd *uint64, table *byte, features *int32, n, hidden int)
TEXT ·add128(SB), NOSPLIT, $0-48
	ARGS
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	VMOVDQU 64(DI), Y2
	VMOVDQU 96(DI), Y3
	VMOVDQU (SI), Y4
	VMOVDQU 32(SI), Y5
	VMOVDQU 64(SI), Y6
	VMOVDQU 96(SI), Y7
pair:
	CMPQ DX, $2
	JLT last
	PAIR
	VMOVDQU (BX)(AX*1), Y8
	VMOVDQU 32(BX)(AX*1), Y9
	VMOVDQU 64(BX)(AX*1), Y10
	VMOVDQU 96(BX)(AX*1), Y11
	VPADDB (BX)(R9*1), Y8, Y8
	VPADDB 32(BX)(R9*1), Y9, Y9
	VPADDB 64(BX)(R9*1), Y10, Y10
	VPADDB 96(BX)(R9*1), Y11, Y11
	SPREAD(Y8, Y12, Y0, Y4, Y15)
	SPREAD(Y9, Y13, Y1, Y5, Y15)
	SPREAD(Y10, Y12, Y2, Y6, Y15)
	SPREAD(Y11, Y13, Y3, Y7, Y15)
	JMP pair
last:
	TESTQ DX, DX
	JZ done
	LAST
	VMOVDQU (BX)(AX*1), Y8
	VMOVDQU 32(BX)(AX*1), Y9
	VMOVDQU 64(BX)(AX*1), Y10
	VMOVDQU 96(BX)(AX*1), Y11
	SPREAD(Y8, Y12, Y0, Y4, Y15)
	SPREAD(Y9, Y13, Y1, Y5, Y15)
	SPREAD(Y10, Y12, Y2, Y6, Y15)
	SPREAD(Y11, Y13, Y3, Y7, Y15)
done:
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y2, 64(DI)
	VMOVDQU Y3, 96(DI)
	VMOVDQU Y4, (SI)
	VMOVDQU Y5, 32(SI)
	VMOVDQU Y6, 64(SI)
	VMOVDQU Y7, 96(SI)
	VZEROUPPER
	RET

// func add64(even, odd *uint64, table *byte, features *int32, n, hidden int)
TEXT ·add64(SB), NOSPLIT, $0-48
	ARGS
	VMOVDQU (DI), Y0
	VMOVDQU 32(DI), Y1
	VMOVDQU (SI), Y4
	VMOVDQU 32(SI), Y5
pair:
	CMPQ DX, $2
	JLT last
	PAIR
	VMOVDQU (BX)(AX*1), Y8
	VMOVDQU 32(BX)(AX*1), Y9
	VPADDB (BX)(R9*1), Y8, Y8
	VPADDB 32(BX)(R9*1), Y9, Y9
	SPREAD(Y8, Y12, Y0, Y4, Y15)
	SPREAD(Y9, Y13, Y1, Y5, Y15)
	JMP pair
last:
	TESTQ DX, DX
	JZ done
	LAST
	VMOVDQU (BX)(AX*1), Y8
	VMOVDQU 32(BX)(AX*1), Y9
	SPREAD(Y8, Y12, Y0, Y4, Y15)
	SPREAD(Y9, Y13, Y1, Y5, Y15)
done:
	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	VMOVDQU Y4, (SI)
	VMOVDQU Y5, 32(SI)
	VZEROUPPER
	RET

// func add16(even, odd *uint64, table *byte, features *int32, n, hidden int)
TEXT ·add16(SB), NOSPLIT, $0-48
	ARGS
	VMOVDQU (DI), X0
	VMOVDQU (SI), X4
pair:
	CMPQ DX, $2
	JLT last
	PAIR
	VMOVDQU (BX)(AX*1), X8
	VPADDB (BX)(R9*1), X8, X8
	SPREAD(X8, X12, X0, X4, X15)
	JMP pair
last:
	TESTQ DX, DX
	JZ done
	LAST
	VMOVDQU (BX)(AX*1), X8
	SPREAD(X8, X12, X0, X4, X15)
done:
	VMOVDQU X0, (DI)
	VMOVDQU X4, (SI)
	VZEROUPPER
	RET

// func cut(sums *uint64, units *int16, n int, zero, high int16)
TEXT ·cut(SB), NOSPLIT, $0-28
	MOVQ sums+0(FP), DI
	MOVQ units+8(FP), SI
	MOVQ n+16(FP), DX
	VPBROADCASTW zero+24(FP), X1
	VPBROADCASTW high+26(FP), X2
	VPXOR X3, X3, X3
next:
	VMOVDQU (DI), X0
	VPSUBW X1, X0, X0
	VPMINSW X2, X0, X0
	VPMAXSW X3, X0, X0
	VMOVDQU X0, (SI)
	ADDQ $16, DI
	ADDQ $16, SI
	SUBQ $8, DX
	JGT next
	VZEROUPPER
	RET

// func dot(weights, units *int16, n int) int32
TEXT ·dot(SB), NOSPLIT, $0-28
	MOVQ weights+0(FP), DI
	MOVQ units+8(FP), SI
	MOVQ n+16(FP), DX
	VPXOR Y0, Y0, Y0
next:
	VMOVDQU (DI), Y1
	VPMADDWD (SI), Y1, Y1
	VPADDD Y1, Y0, Y0
	ADDQ $32, DI
	ADDQ $32, SI
	SUBQ $16, DX
	JGT next
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VPADDD X1, X0, X0
	VMOVD X0, AX
	MOVL AX, ret+24(FP)
	VZEROUPPER
	RET
