package main

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
)

// null plays hashicorp/null: objects that exist in Terraform's state alone.
type null struct{}

func (null) configure() error { return nil }

func (null) read(_ string, _ *Kind, state Values) (Values, error) { return state, nil }

func (null) create(_ string, _ *Kind, planned Values) (Values, error) {
	planned["id"] = randomNumber()
	return planned, nil
}

func (null) update(_ string, _ *Kind, planned Values) (Values, error) { return planned, nil }

func (null) remove(string, Values) error { return nil }

func (null) importing(_ string, _ *Kind, id string) (Values, error) { return Values{"id": id}, nil }

func (null) data(_ string, kind *Kind, config Values) (Values, error) {
	shown := kind.dataValues(config, Values{"id": "static", "outputs": config["inputs"]}, Values{"random": randomNumber()})
	return shown, nil
}

func (null) replacing(string) []string { return []string{"triggers"} }

func randomNumber() string {
	var bytes [8]byte
	_, _ = rand.Read(bytes[:]) // never fails
	return fmt.Sprint(binary.BigEndian.Uint64(bytes[:]) >> 1)
}
