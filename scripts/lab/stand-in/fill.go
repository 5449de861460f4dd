package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
)

// computed are values that only a vCenter could know, by the attribute's name: plausible, and no more than that.
var computed = map[string]func(number int) any{
	"accessible":           func(int) any { return true },
	"device_address":       func(int) any { return "scsi:0:0" },
	"key":                  func(number int) any { return json.Number(fmt.Sprint(2000 + number)) },
	"mac":                  func(int) any { return macAddress() },
	"mac_address":          func(int) any { return macAddress() },
	"moid":                 func(number int) any { return fmt.Sprintf("vm-%d", number) },
	"multiple_host_access": func(int) any { return true },
	"power_state":          func(int) any { return "on" },
	"resource_pool_id":     func(number int) any { return fmt.Sprintf("resgroup-%d", number) },
	"uuid":                 func(int) any { return newUUID("") },
}

func macAddress() string {
	var bytes [3]byte
	_, _ = rand.Read(bytes[:]) // never fails
	return fmt.Sprintf("00:50:56:%02x:%02x:%02x", bytes[0]&0x3f, bytes[1], bytes[2])
}

// fill gives a value to everything that the plan left open.
func (b Block) fill(planned Values, number int) Values {
	filled := make(Values, len(planned))
	for name, value := range planned {
		filled[name] = value
		if _, open := value.(unknown); open {
			filled[name] = b.valueFor(name, number)
		}
	}
	for name, nested := range b.Blocks {
		items, _ := filled[name].([]any)
		made := make([]any, len(items))
		for i, item := range items {
			made[i] = item
			if values, is := item.(Values); is {
				made[i] = nested.Block.fill(values, number+i)
			}
		}
		if items != nil {
			filled[name] = made
		}
	}
	return filled
}

// valueFor: what may be given and was not stays null; what only the provider could say is empty.
func (b Block) valueFor(name string, number int) any {
	attribute := b.Attributes[name]
	if make, known := computed[name]; known && attribute.fits(make(number)) {
		return make(number)
	}
	if attribute.Optional {
		return nil
	}
	return attribute.empty()
}

func (a Attribute) empty() any {
	switch string(a.Type) {
	case `"string"`:
		return ""
	case `"number"`:
		return json.Number("0")
	case `"bool"`:
		return false
	}
	var shape []json.RawMessage
	if json.Unmarshal(a.Type, &shape) == nil && len(shape) > 0 && string(shape[0]) == `"map"` {
		return Values{}
	}
	return []any{}
}

// fits: the same name may be a number in one kind and a text in another.
func (a Attribute) fits(value any) bool {
	switch value.(type) {
	case string:
		return string(a.Type) == `"string"`
	case json.Number:
		return string(a.Type) == `"number"`
	default:
		return string(a.Type) == `"bool"`
	}
}
