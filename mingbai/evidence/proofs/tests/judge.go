// Judges proofs with Go's own transparency log: one JSON question a line in, one "true" or "false" a line out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Kind        string
	Size, Index int64
	Root, Leaf  tlog.Hash
	Old         tlog.Hash
	Proof       []tlog.Hash
	Note, Key   string
}

func holds(q question) bool {
	switch q.Kind {
	case "inclusion":
		return tlog.CheckRecord(tlog.RecordProof(q.Proof), q.Size, q.Root, q.Index, q.Leaf) == nil
	case "consistency":
		return tlog.CheckTree(tlog.TreeProof(q.Proof), q.Size, q.Root, q.Index, q.Old) == nil
	case "note":
		verifier, err := note.NewVerifier(q.Key)
		if err != nil {
			return false
		}
		_, err = note.Open([]byte(q.Note), note.VerifierList(verifier))
		return err == nil
	}
	panic("unknown kind " + q.Kind)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			panic(err)
		}
		fmt.Println(holds(q))
	}
}
