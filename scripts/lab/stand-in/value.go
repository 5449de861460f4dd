package main

import (
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Values are handled in JSON's own shapes: nil, bool, string, json.Number, []any, map[string]any. And this one:
type unknown struct{}

// Values of an object, by attribute and block.
type Values = map[string]any

// decode reads what Terraform sent; nil where it sent nothing.
func (k *Kind) decode(sent *tfprotov6.DynamicValue) (Values, error) {
	if sent == nil {
		return nil, nil
	}
	v, err := sent.Unmarshal(k.Type)
	if err != nil {
		return nil, err
	}
	return k.values(v)
}

func (k *Kind) values(v tftypes.Value) (Values, error) {
	made, err := plain(v)
	if err != nil {
		return nil, err
	}
	object, _ := made.(Values)
	return object, nil
}

// encode writes what Terraform is to have; nil is no object.
func (k *Kind) encode(values Values) (*tfprotov6.DynamicValue, error) {
	var all any = values
	if values == nil {
		all = nil
	}
	v, err := typed(k.Type, all)
	if err != nil {
		return nil, err
	}
	sent, err := tfprotov6.NewDynamicValue(k.Type, v)
	return &sent, err
}

func plain(v tftypes.Value) (any, error) {
	if !v.IsKnown() {
		return unknown{}, nil
	}
	if v.IsNull() {
		return nil, nil
	}
	switch t := v.Type(); {
	case t.Is(tftypes.String):
		var text string
		err := v.As(&text)
		return text, err
	case t.Is(tftypes.Bool):
		var truth bool
		err := v.As(&truth)
		return truth, err
	case t.Is(tftypes.Number):
		number := new(big.Float)
		err := v.As(number)
		return json.Number(number.Text('f', -1)), err
	case t.Is(tftypes.List{}), t.Is(tftypes.Set{}):
		var items []tftypes.Value
		if err := v.As(&items); err != nil {
			return nil, err
		}
		list := make([]any, len(items))
		for i, item := range items {
			var err error
			if list[i], err = plain(item); err != nil {
				return nil, err
			}
		}
		return list, nil
	default:
		var fields map[string]tftypes.Value
		if err := v.As(&fields); err != nil {
			return nil, err
		}
		object := make(Values, len(fields))
		for name, field := range fields {
			var err error
			if object[name], err = plain(field); err != nil {
				return nil, err
			}
		}
		return object, nil
	}
}

// typed is the way back; what an object lacks is null.
func typed(t tftypes.Type, value any) (tftypes.Value, error) {
	switch value.(type) {
	case unknown:
		return tftypes.NewValue(t, tftypes.UnknownValue), nil
	case nil:
		return tftypes.NewValue(t, nil), nil
	}
	var made any
	var err error
	switch shape := t.(type) {
	case tftypes.List:
		made, err = typedItems(shape.ElementType, value)
	case tftypes.Set:
		made, err = typedItems(shape.ElementType, value)
	case tftypes.Map:
		object, _ := value.(Values)
		fields := make(map[string]tftypes.Value, len(object))
		for name, field := range object {
			if fields[name], err = typed(shape.ElementType, field); err != nil {
				return tftypes.Value{}, fmt.Errorf("%s: %w", name, err)
			}
		}
		made = fields
	case tftypes.Object:
		object, _ := value.(Values)
		fields := make(map[string]tftypes.Value, len(shape.AttributeTypes))
		for name, inner := range shape.AttributeTypes {
			if fields[name], err = typed(inner, object[name]); err != nil {
				return tftypes.Value{}, fmt.Errorf("%s: %w", name, err)
			}
		}
		made = fields
	default:
		made = value
		if number, is := value.(json.Number); is {
			made, _, err = big.ParseFloat(string(number), 10, 512, big.ToNearestEven)
		}
	}
	if err == nil {
		err = tftypes.ValidateValue(t, made)
	}
	if err != nil {
		return tftypes.Value{}, err
	}
	return tftypes.NewValue(t, made), nil
}

func typedItems(t tftypes.Type, value any) ([]tftypes.Value, error) {
	list, _ := value.([]any)
	items := make([]tftypes.Value, len(list))
	for i, item := range list {
		var err error
		if items[i], err = typed(t, item); err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return items, nil
}
