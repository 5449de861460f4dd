package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// schemaText is a small schema in the notation of `terraform providers schema -json`: every shape that there is.
const schemaText = `{"provider_schemas":{
 "registry.terraform.io/vmware/vsphere":{"provider":{"block":{"attributes":{"user":{"type":"string","optional":true}}}},
  "resource_schemas":{
   "vsphere_folder":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"path":{"type":"string","required":true},
     "type":{"type":"string","required":true},"datacenter_id":{"type":"string","optional":true},"tags":{"type":["set","string"],"optional":true}}}},
   "vsphere_compute_cluster":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","required":true},
     "datacenter_id":{"type":"string","required":true},"resource_pool_id":{"type":"string","computed":true},"drs_migration_threshold":{"type":"number","optional":true}}}},
   "vsphere_compute_cluster_host_group":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","required":true},"compute_cluster_id":{"type":"string","required":true}}}},
   "vsphere_compute_cluster_vm_group":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","required":true},"compute_cluster_id":{"type":"string","required":true}}}},
   "vsphere_resource_pool":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","required":true},"parent_resource_pool_id":{"type":"string","required":true}}}},
   "vsphere_vmfs_datastore":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","required":true},
     "host_system_id":{"type":"string","required":true},"disks":{"type":["list","string"],"required":true},"capacity":{"type":"number","computed":true}}}},
   "vsphere_vnic":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"host":{"type":"string","required":true},"mac":{"type":"string","optional":true,"computed":true}},"block_types":{"ipv4":{"nesting_mode":"list","max_items":1,"block":{"attributes":{"ip":{"type":"string","optional":true}}}}}}},
   "vsphere_virtual_machine":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","required":true},"folder":{"type":"string","optional":true},
     "num_cpus":{"type":"number","optional":true},"moid":{"type":"string","computed":true},"extra_config":{"type":["map","string"],"optional":true},"vapp_transport":{"type":["list","string"],"computed":true},"host_system_id":{"type":"string","optional":true,"computed":true}},
    "block_types":{"disk":{"nesting_mode":"list","block":{"attributes":{"label":{"type":"string","required":true},"size":{"type":"number","optional":true},"uuid":{"type":"string","computed":true}}}},
     "port":{"nesting_mode":"set","block":{"attributes":{"number":{"type":"number","required":true},"key":{"type":"number","computed":true}}}}}}}},
  "data_source_schemas":{
   "vsphere_datacenter":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","optional":true}}}},
   "vsphere_host":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","optional":true},"datacenter_id":{"type":"string","required":true},"resource_pool_id":{"type":"string","computed":true}}}},
   "vsphere_folder":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"path":{"type":"string","required":true}}}},
   "vsphere_resource_pool":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","optional":true}}}},
   "vsphere_virtual_machine":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true},"name":{"type":"string","optional":true},"num_cpus":{"type":"number","optional":true,"computed":true},"moid":{"type":"string","computed":true},
     "disks":{"type":["list",["object",{"label":"string","size":"number"}]],"computed":true}}}},
   "vsphere_compute_cluster":{"block":{"attributes":{"name":{"type":"string","required":true},"datacenter_id":{"type":"string","optional":true},"resource_pool_id":{"type":"string","computed":true},"id":{"type":"string","computed":true}}}},
   "vsphere_distributed_virtual_switch":{"block":{"attributes":{"name":{"type":"string","required":true},"datacenter_id":{"type":"string","optional":true},"id":{"type":"string","computed":true}}}},
   "vsphere_network":{"block":{"attributes":{"name":{"type":"string","required":true},"distributed_virtual_switch_uuid":{"type":"string","optional":true},"type":{"type":"string","computed":true},"id":{"type":"string","computed":true}}}},
   "vsphere_datastore":{"block":{"attributes":{"name":{"type":"string","required":true},"datacenter_id":{"type":"string","optional":true},"id":{"type":"string","computed":true}}}},
   "vsphere_role":{"block":{"attributes":{"label":{"type":"string","required":true},"id":{"type":"string","computed":true}}}},
   "vsphere_license":{"block":{"attributes":{"id":{"type":"string","optional":true,"computed":true}}}}}},
 "registry.terraform.io/hashicorp/null":{"provider":{"block":{}},
  "resource_schemas":{"null_resource":{"block":{"attributes":{"id":{"type":"string","computed":true},"triggers":{"type":["map","string"],"optional":true}}}}},
  "data_source_schemas":{"null_data_source":{"block":{"attributes":{"id":{"type":"string","computed":true},"inputs":{"type":["map","string"],"optional":true},"outputs":{"type":["map","string"],"computed":true},"random":{"type":"string","computed":true}}}}}}}}`

const inventoryText = `{"datacenter":"Ville","hosts":[{"name":"esx-1","site":"a","localDatastore":{"name":"local-esx-1","sizeMib":102400},"luns":[{"naa":"naa.own","sizeMib":4096}]},
 {"name":"esx-2","site":"b"}],"templates":[{"name":"modele","guest":"debian12_64Guest","firmware":"efi","diskMib":20480}],"vms":[{"name":"vcenter","cpus":4,"memoryMib":16384,"diskMib":51200}]}`

// lab is a folder that several processes of the stand-in share.
type lab struct {
	*testing.T
	folder string
	env    map[string]string
}

func start(t *testing.T) *lab {
	l := &lab{T: t, folder: t.TempDir()}
	l.env = map[string]string{
		"CORDEE_REHEARSAL": "1", "CORDEE_STANDIN_SCHEMA": l.write("schema.json", schemaText), "CORDEE_STANDIN_STORE": filepath.Join(l.folder, "store"),
		"CORDEE_STANDIN_INVENTORY": l.write("inventory.json", inventoryText), "CORDEE_STANDIN_LUNS": l.write("luns.json", `{"luns":[{"naa":"60030D90A","sizeMib":1024},{"naa":"naa.b","sizeMib":2048,"hosts":["esx-2"]}]}`),
	}
	return l
}

func (l *lab) write(name, content string) string {
	l.Helper()
	path := filepath.Join(l.folder, name)
	l.ok(os.WriteFile(path, []byte(content), 0o600))
	return path
}

func (l *lab) ok(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

func (l *lab) equal(what string, got, want any) {
	l.Helper()
	if !reflect.DeepEqual(got, want) {
		l.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// process is one start of the stand-in, as Terraform configures it.
type process struct {
	*lab
	server *server
}

func (l *lab) process(role string) *process {
	l.Helper()
	p := &process{lab: l, server: newServer(role, func(name string) string { return l.env[name] })}
	answer, err := p.server.ConfigureProvider(context.Background(), nil)
	l.ok(err)
	for _, found := range answer.Diagnostics {
		if found.Severity == tfprotov6.DiagnosticSeverityError {
			l.Fatal(found.Summary)
		}
	}
	return p
}

// object completes what a test writes: JSON text into values.
func object(text string) Values {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var values Values
	if err := decoder.Decode(&values); err != nil {
		panic(err)
	}
	return values
}

func (p *process) send(kind *Kind, values Values) *tfprotov6.DynamicValue {
	p.Helper()
	sent, err := kind.encode(values)
	p.ok(err)
	return sent
}

// plan answers as Terraform would see it: what was planned, and which attributes ask for another object.
func (p *process) plan(name string, prior, config Values) (Values, []string) {
	p.Helper()
	kind, err := p.server.kind(false, name)
	p.ok(err)
	answer, err := p.server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: name, PriorState: p.send(kind, prior), Config: p.send(kind, config), ProposedNewState: p.send(kind, proposed(kind.Block, prior, config)),
	})
	p.ok(err)
	p.equal("refused", answer.Diagnostics, []*tfprotov6.Diagnostic(nil))
	planned, err := kind.decode(answer.PlannedState)
	p.ok(err)
	var replaced []string
	for _, path := range answer.RequiresReplace {
		replaced = append(replaced, path.String())
	}
	return planned, replaced
}

// proposed is what Terraform itself proposes: the configuration, completed by what was there before.
func proposed(block Block, prior, config Values) Values {
	if config == nil {
		return nil
	}
	made := Values{}
	for name, value := range config {
		made[name] = value
	}
	for name, attribute := range block.Attributes {
		if made[name] == nil && attribute.Computed && prior != nil {
			made[name] = prior[name]
		}
	}
	for name, nested := range block.Blocks {
		items, _ := config[name].([]any)
		list := make([]any, len(items))
		for i, item := range items {
			before := at(prior[name], i)
			if nested.Nesting == "set" {
				before = likeIn(prior[name], item.(Values))
			}
			list[i] = proposed(nested.Block, before, item.(Values))
		}
		made[name] = list
	}
	return made
}

// likeIn is the member of a set that agrees with all that is given.
func likeIn(set any, given Values) Values {
	items, _ := set.([]any)
	for _, item := range items {
		agrees := true
		for name, value := range given {
			agrees = agrees && reflect.DeepEqual(item.(Values)[name], value)
		}
		if agrees {
			return item.(Values)
		}
	}
	return nil
}

// apply plans and applies; the second value is the refusal.
func (p *process) apply(name string, prior, config Values) (Values, string) {
	p.Helper()
	var planned Values
	if config != nil {
		planned, _ = p.plan(name, prior, config)
	}
	kind, err := p.server.kind(false, name)
	p.ok(err)
	answer, err := p.server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: name, PriorState: p.send(kind, prior), PlannedState: p.send(kind, planned),
	})
	p.ok(err)
	if len(answer.Diagnostics) > 0 {
		return nil, answer.Diagnostics[0].Summary
	}
	state, err := kind.decode(answer.NewState)
	p.ok(err)
	return state, ""
}

func (p *process) create(name, config string) Values {
	p.Helper()
	state, refusal := p.apply(name, nil, object(config))
	p.equal("refusal", refusal, "")
	return state
}

func (p *process) refused(name, config, want string) {
	p.Helper()
	_, refusal := p.apply(name, nil, object(config))
	p.equal("refusal", refusal, want)
}

func (p *process) read(name string, state Values) Values {
	p.Helper()
	kind, err := p.server.kind(false, name)
	p.ok(err)
	answer, err := p.server.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{TypeName: name, CurrentState: p.send(kind, state)})
	p.ok(err)
	p.equal("refused", answer.Diagnostics, []*tfprotov6.Diagnostic(nil))
	now, err := kind.decode(answer.NewState)
	p.ok(err)
	return now
}

func (p *process) data(name, config string) (Values, string) {
	p.Helper()
	kind, err := p.server.kind(true, name)
	p.ok(err)
	answer, err := p.server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: p.send(kind, object(config))})
	p.ok(err)
	if len(answer.Diagnostics) > 0 {
		return nil, answer.Diagnostics[0].Summary
	}
	state, err := kind.decode(answer.State)
	p.ok(err)
	return state, ""
}

func (p *process) imported(name, id string) (Values, string) {
	p.Helper()
	answer, err := p.server.ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{TypeName: name, ID: id})
	p.ok(err)
	if len(answer.Diagnostics) > 0 {
		return nil, answer.Diagnostics[0].Summary
	}
	kind, err := p.server.kind(false, name)
	p.ok(err)
	state, err := kind.decode(answer.ImportedResources[0].State)
	p.ok(err)
	return state, ""
}

func (l *lab) matches(what string, got any, pattern string) {
	l.Helper()
	if !regexp.MustCompile("^(" + pattern + ")$").MatchString(text(got)) {
		l.Errorf("%s: %v is no %s", what, got, pattern)
	}
}
