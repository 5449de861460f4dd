package main

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// keeper is what the two roles differ in. A refusal is an error; nil values are no object.
type keeper interface {
	// configure opens what the role needs.
	configure() error
	// read returns the object as it is, or nil where it is gone.
	read(name string, kind *Kind, state Values) (Values, error)
	create(name string, kind *Kind, planned Values) (Values, error)
	update(name string, kind *Kind, planned Values) (Values, error)
	remove(name string, state Values) error
	// importing finds an object by what a person calls it.
	importing(name string, kind *Kind, id string) (Values, error)
	// data reads a data source.
	data(name string, kind *Kind, config Values) (Values, error)
	// replacing names the attributes whose change means another object.
	replacing(name string) []string
}

// server speaks Terraform's protocol for one role.
type server struct {
	unused
	keeper keeper
	ready  func() (*Schema, error)
	opened func() error
	pause  time.Duration // between what is done to an object and the answer
}

func newServer(role string, getenv func(string) string) *server {
	var keeper keeper
	if role == "null" {
		keeper = null{}
	} else {
		keeper = newVsphere(getenv)
	}
	return &server{
		keeper: keeper,
		ready: sync.OnceValues(func() (*Schema, error) {
			if getenv("CORDEE_REHEARSAL") != "1" {
				return nil, errors.New("refused outside a rehearsal: this program only plays the provider's part")
			}
			return readSchema(getenv("CORDEE_STANDIN_SCHEMA"), addresses[role])
		}),
		opened: sync.OnceValue(keeper.configure),
		pause:  pauseIn(getenv("CORDEE_STANDIN_PAUSE")),
	}
}

// pauseIn: milliseconds; whatever is no number is none.
func pauseIn(text string) time.Duration {
	milliseconds, _ := strconv.Atoi(text)
	return time.Duration(milliseconds) * time.Millisecond
}

// problem is how every refusal reaches the screen: named as the stand-in's.
func problem(err error) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError, Summary: "stand-in: " + err.Error()}}
}

func (s *server) kind(data bool, name string) (*Kind, error) {
	schema, err := s.ready()
	if err != nil {
		return nil, err
	}
	kinds := schema.Resources
	if data {
		kinds = schema.Data
	}
	kind, known := kinds[name]
	if !known {
		return nil, fmt.Errorf("%s is not in the schema", name)
	}
	return kind, nil
}

// GetProviderSchema is the first call; outside a rehearsal it is the last.
func (s *server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	schema, err := s.ready()
	if err != nil {
		return &tfprotov6.GetProviderSchemaResponse{Diagnostics: problem(err)}, nil
	}
	answer := &tfprotov6.GetProviderSchemaResponse{
		ServerCapabilities: &tfprotov6.ServerCapabilities{GetProviderSchemaOptional: true},
		Provider:           schema.Provider,
		ResourceSchemas:    map[string]*tfprotov6.Schema{},
		DataSourceSchemas:  map[string]*tfprotov6.Schema{},
	}
	for name, kind := range schema.Resources {
		answer.ResourceSchemas[name] = kind.Schema
	}
	for name, kind := range schema.Data {
		answer.DataSourceSchemas[name] = kind.Schema
	}
	return answer, nil
}

// ConfigureProvider says on the screen, once per run, who is playing.
func (s *server) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	if _, err := s.ready(); err != nil {
		return &tfprotov6.ConfigureProviderResponse{Diagnostics: problem(err)}, nil
	}
	if err := s.opened(); err != nil {
		return &tfprotov6.ConfigureProviderResponse{Diagnostics: problem(err)}, nil
	}
	return &tfprotov6.ConfigureProviderResponse{Diagnostics: []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityWarning,
		Summary:  "stand-in: no real provider",
		Detail:   "It keeps what it is given. What it cannot show: values' ranges, defaults, forced replacements, and what a vCenter would refuse.",
	}}}, nil
}

// UpgradeResourceState reads what an earlier run wrote; attributes that are unknown today are dropped.
func (s *server) UpgradeResourceState(_ context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	kind, err := s.kind(false, req.TypeName)
	if err != nil {
		return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: problem(err)}, nil
	}
	lenient := tfprotov6.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}}
	state, err := req.RawState.UnmarshalWithOpts(kind.Type, lenient)
	if err != nil {
		return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: problem(err)}, nil
	}
	sent, err := tfprotov6.NewDynamicValue(kind.Type, state)
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &sent}, err
}

// ReadResource shows what is kept; an object that is gone is gone.
func (s *server) ReadResource(_ context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	state, err := s.answer(false, req.TypeName, func(kind *Kind) (Values, error) {
		before, err := kind.decode(req.CurrentState)
		if err != nil || before == nil {
			return nil, err
		}
		return s.keeper.read(req.TypeName, kind, before)
	})
	if err != nil {
		return &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Diagnostics: problem(err)}, nil
	}
	return &tfprotov6.ReadResourceResponse{NewState: state}, nil
}

// answer finds the kind, does the work and encodes what comes of it.
func (s *server) answer(data bool, name string, work func(*Kind) (Values, error)) (*tfprotov6.DynamicValue, error) {
	kind, err := s.kind(data, name)
	if err != nil {
		return nil, err
	}
	values, err := work(kind)
	if err != nil {
		return nil, err
	}
	return kind.encode(values)
}

// PlanResourceChange leaves open what only an apply can tell.
func (s *server) PlanResourceChange(_ context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	var replaced []*tftypes.AttributePath
	planned, err := s.answer(false, req.TypeName, func(kind *Kind) (Values, error) {
		proposed, errProposed := kind.decode(req.ProposedNewState)
		prior, errPrior := kind.decode(req.PriorState)
		config, errConfig := kind.decode(req.Config)
		if err := errors.Join(errProposed, errPrior, errConfig); err != nil || proposed == nil {
			return nil, err
		}
		for _, name := range s.keeper.replacing(req.TypeName) {
			if prior != nil && !reflect.DeepEqual(prior[name], proposed[name]) {
				replaced = append(replaced, tftypes.NewAttributePath().WithAttributeName(name))
			}
		}
		return kind.Block.plan(config, prior, proposed), nil
	})
	if err != nil {
		return &tfprotov6.PlanResourceChangeResponse{PlannedState: req.PriorState, Diagnostics: problem(err)}, nil
	}
	return &tfprotov6.PlanResourceChangeResponse{PlannedState: planned, RequiresReplace: replaced}, nil
}

// ApplyResourceChange creates, changes or removes.
func (s *server) ApplyResourceChange(_ context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	state, err := s.answer(false, req.TypeName, func(kind *Kind) (Values, error) {
		planned, errPlanned := kind.decode(req.PlannedState)
		prior, errPrior := kind.decode(req.PriorState)
		if err := errors.Join(errPlanned, errPrior); err != nil {
			return nil, err
		}
		switch {
		case planned == nil:
			return nil, s.keeper.remove(req.TypeName, prior)
		case prior == nil:
			return s.keeper.create(req.TypeName, kind, planned)
		default:
			return s.keeper.update(req.TypeName, kind, planned)
		}
	})
	if err != nil {
		return &tfprotov6.ApplyResourceChangeResponse{NewState: req.PriorState, Diagnostics: problem(err)}, nil
	}
	time.Sleep(s.pause)
	return &tfprotov6.ApplyResourceChangeResponse{NewState: state}, nil
}

// ImportResourceState takes an id, or a name that is there once.
func (s *server) ImportResourceState(_ context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	state, err := s.answer(false, req.TypeName, func(kind *Kind) (Values, error) {
		return s.keeper.importing(req.TypeName, kind, req.ID)
	})
	if err != nil {
		return &tfprotov6.ImportResourceStateResponse{Diagnostics: problem(err)}, nil
	}
	imported := &tfprotov6.ImportedResource{TypeName: req.TypeName, State: state}
	return &tfprotov6.ImportResourceStateResponse{ImportedResources: []*tfprotov6.ImportedResource{imported}}, nil
}

// ReadDataSource shows an object, or says that there is none.
func (s *server) ReadDataSource(_ context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	state, err := s.answer(true, req.TypeName, func(kind *Kind) (Values, error) {
		config, err := kind.decode(req.Config)
		if err != nil {
			return nil, err
		}
		return s.keeper.data(req.TypeName, kind, config)
	})
	if err != nil {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: problem(err)}, nil
	}
	return &tfprotov6.ReadDataSourceResponse{State: state}, nil
}
