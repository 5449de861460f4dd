package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Block is one level of a schema, as `terraform providers schema -json` prints it.
type Block struct {
	Attributes map[string]Attribute   `json:"attributes"`
	Blocks     map[string]NestedBlock `json:"block_types"`
}

// Attribute is one value of a block.
type Attribute struct {
	Type     json.RawMessage `json:"type"`
	Required bool            `json:"required"`
	Optional bool            `json:"optional"`
	Computed bool            `json:"computed"`
}

// NestedBlock is a block within a block.
type NestedBlock struct {
	Nesting string `json:"nesting_mode"`
	Block   Block  `json:"block"`
	Min     int64  `json:"min_items"`
	Max     int64  `json:"max_items"`
}

// Kind is one resource or data source: its schema for us and for Terraform.
type Kind struct {
	Block  Block
	Schema *tfprotov6.Schema
	Type   tftypes.Type
}

// Schema is what one provider offers.
type Schema struct {
	Provider  *tfprotov6.Schema
	Resources map[string]*Kind
	Data      map[string]*Kind
}

type schemaFile struct {
	Providers map[string]struct {
		Provider  struct{ Block Block }            `json:"provider"`
		Resources map[string]struct{ Block Block } `json:"resource_schemas"`
		Data      map[string]struct{ Block Block } `json:"data_source_schemas"`
	} `json:"provider_schemas"`
}

func readSchema(path, address string) (*Schema, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file schemaFile
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	found, here := file.Providers[address]
	if !here {
		return nil, fmt.Errorf("%s has no provider %s", path, address)
	}
	schema := &Schema{Resources: map[string]*Kind{}, Data: map[string]*Kind{}}
	provider, err := kindOf(found.Provider.Block)
	if err != nil {
		return nil, fmt.Errorf("provider %s: %w", address, err)
	}
	schema.Provider = provider.Schema
	for name, resource := range found.Resources {
		if schema.Resources[name], err = kindOf(resource.Block); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for name, data := range found.Data {
		if schema.Data[name], err = kindOf(data.Block); err != nil {
			return nil, fmt.Errorf("data source %s: %w", name, err)
		}
	}
	return schema, nil
}

func kindOf(block Block) (*Kind, error) {
	made, err := block.forTerraform()
	if err != nil {
		return nil, err
	}
	schema := &tfprotov6.Schema{Block: made}
	return &Kind{Block: block, Schema: schema, Type: schema.ValueType()}, nil
}

var nestings = map[string]tfprotov6.SchemaNestedBlockNestingMode{
	"list":   tfprotov6.SchemaNestedBlockNestingModeList,
	"set":    tfprotov6.SchemaNestedBlockNestingModeSet,
	"single": tfprotov6.SchemaNestedBlockNestingModeSingle,
}

func (b Block) forTerraform() (*tfprotov6.SchemaBlock, error) {
	made := &tfprotov6.SchemaBlock{}
	for name, a := range b.Attributes {
		t, err := tftypes.ParseJSONType(a.Type) //nolint:staticcheck // the only reader of this notation
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		made.Attributes = append(made.Attributes, &tfprotov6.SchemaAttribute{
			Name: name, Type: t, Required: a.Required, Optional: a.Optional, Computed: a.Computed,
		})
	}
	for name, nested := range b.Blocks {
		mode, known := nestings[nested.Nesting]
		if !known {
			return nil, fmt.Errorf("%s: nested as %q", name, nested.Nesting)
		}
		block, err := nested.Block.forTerraform()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		made.BlockTypes = append(made.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: name, Nesting: mode, Block: block, MinItems: nested.Min, MaxItems: nested.Max,
		})
	}
	return made, nil
}
