package main

import "reflect"

// plan says what an object will be: what Terraform proposes, with everything that only this provider could know left
// open where the object, or the block, is new.
func (b Block) plan(config, prior, proposed Values) Values {
	planned := make(Values, len(proposed))
	for name, value := range proposed {
		planned[name] = value
	}
	for name, attribute := range b.Attributes {
		if attribute.Computed && config[name] == nil && prior == nil && proposed[name] == nil {
			planned[name] = unknown{}
		}
	}
	for name, nested := range b.Blocks {
		items, known := proposed[name].([]any)
		if !known {
			continue
		}
		made := make([]any, len(items))
		for i, item := range items {
			values, is := item.(Values)
			if !is {
				made[i] = item
				continue
			}
			before := counterpart(nested, prior[name], i, values)
			given := values
			if nested.Nesting != "set" {
				if configured := at(config[name], i); configured != nil {
					given = configured
				}
			}
			made[i] = nested.Block.plan(given, before, values)
		}
		planned[name] = made
	}
	return planned
}

// counterpart is the same block before: in a list at the same place, in a set the one with equal values.
func counterpart(nested NestedBlock, prior any, place int, values Values) Values {
	if nested.Nesting != "set" {
		return at(prior, place)
	}
	items, _ := prior.([]any)
	for _, item := range items {
		if reflect.DeepEqual(item, values) {
			return values
		}
	}
	return nil
}

func at(list any, place int) Values {
	items, _ := list.([]any)
	if place >= len(items) {
		return nil
	}
	values, _ := items[place].(Values)
	return values
}
