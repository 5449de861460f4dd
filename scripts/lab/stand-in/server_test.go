package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

func TestRefusedOutsideARehearsal(t *testing.T) {
	l := start(t)
	delete(l.env, "CORDEE_REHEARSAL")
	s := newServer("vsphere", func(name string) string { return l.env[name] })
	const want = "stand-in: refused outside a rehearsal: this program only plays the provider's part"
	schema, _ := s.GetProviderSchema(context.Background(), nil)
	configured, _ := s.ConfigureProvider(context.Background(), nil)
	read, _ := s.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: "vsphere_host"})
	for _, found := range [][]*tfprotov6.Diagnostic{schema.Diagnostics, configured.Diagnostics, read.Diagnostics} {
		l.equal("diagnostics", fmt.Sprint(len(found), found[0].Severity, found[0].Summary), fmt.Sprint(1, tfprotov6.DiagnosticSeverityError, want))
	}
}

func TestWhatIsDoneIsKeptBeforeItIsAnswered(t *testing.T) {
	l := start(t)
	l.env["CORDEE_STANDIN_PAUSE"] = "50"
	p := l.process("vsphere")
	began := time.Now()
	p.create("vsphere_virtual_machine", `{"name":"web"}`)
	if took := time.Since(began); took < 50*time.Millisecond {
		t.Errorf("answered after %s", took)
	}
	for text, want := range map[string]time.Duration{"": 0, "soon": 0, "150": 150 * time.Millisecond} {
		l.equal(text, pauseIn(text), want)
	}
}

func TestSaysWhoItIs(t *testing.T) {
	p := start(t).process("vsphere")
	answer, _ := p.server.ConfigureProvider(context.Background(), nil)
	p.equal("warning", answer.Diagnostics[0].Severity, tfprotov6.DiagnosticSeverityWarning)
	p.equal("summary", answer.Diagnostics[0].Summary, "stand-in: no real provider")
}

func TestWhatOnlyAnApplyKnowsIsOpenInThePlanAndKnownAfterwards(t *testing.T) {
	p := start(t).process("vsphere")
	config := object(`{"name":"web","num_cpus":2,"extra_config":{"a":"b"},"disk":[{"label":"disk0","size":20},{"label":"disk1"}],"port":[{"number":1}]}`)
	planned, _ := p.plan("vsphere_virtual_machine", nil, config)
	p.equal("planned", planned, Values{
		"id": unknown{}, "name": "web", "folder": nil, "num_cpus": json.Number("2"), "moid": unknown{}, "extra_config": Values{"a": "b"}, "vapp_transport": unknown{}, "host_system_id": unknown{},
		"disk": []any{Values{"label": "disk0", "size": json.Number("20"), "uuid": unknown{}}, Values{"label": "disk1", "size": nil, "uuid": unknown{}}},
		"port": []any{Values{"number": json.Number("1"), "key": unknown{}}},
	})
	state, _ := p.apply("vsphere_virtual_machine", nil, config)
	p.matches("id", state["id"], "42[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
	p.matches("moid", state["moid"], `vm-\d+`)
	p.equal("empty list", state["vapp_transport"], []any{})
	p.equal("not given", []any{state["host_system_id"], state["folder"]}, []any{nil, nil})
	p.matches("disk", at(state["disk"], 1)["uuid"], "[0-9a-f-]{36}")
	p.matches("port", at(state["port"], 0)["key"], `\d{4}`)

	// Another process sees the same, and has nothing to do.
	q := p.lab.process("vsphere")
	q.equal("read", q.read("vsphere_virtual_machine", state), state)
	again, _ := q.plan("vsphere_virtual_machine", state, config)
	q.equal("second plan", again, state)
}

func TestChangesInPlaceAndClearsWhatIsNoLongerGiven(t *testing.T) {
	p := start(t).process("vsphere")
	state := p.create("vsphere_virtual_machine", `{"name":"web","num_cpus":2,"disk":[{"label":"disk0"}],"port":[{"number":1}]}`)
	config := object(`{"name":"web-2","disk":[{"label":"disk0","size":30},{"label":"disk1"}],"port":[{"number":2}]}`)
	planned, replaced := p.plan("vsphere_virtual_machine", state, config)
	p.equal("replaced", replaced, []string(nil))
	p.equal("cleared", planned["num_cpus"], nil)
	p.equal("kept", []any{planned["id"], at(planned["disk"], 0)["uuid"]}, []any{state["id"], at(state["disk"], 0)["uuid"]})
	p.equal("new blocks", []any{at(planned["disk"], 1)["uuid"], at(planned["port"], 0)["key"]}, []any{unknown{}, unknown{}})
	after, refusal := p.apply("vsphere_virtual_machine", state, config)
	p.equal("refusal", refusal, "")
	p.equal("kept", p.read("vsphere_virtual_machine", state), after)
	again, _ := p.plan("vsphere_virtual_machine", after, config)
	p.equal("second plan", again, after)
}

func TestWhatIsRemovedIsGone(t *testing.T) {
	p := start(t).process("vsphere")
	state := p.create("vsphere_folder", `{"path":"tenants","type":"vm"}`)
	_, refusal := p.apply("vsphere_folder", state, nil)
	p.equal("refusal", refusal, "")
	p.equal("read", p.read("vsphere_folder", state), Values(nil))
	_, refusal = p.apply("vsphere_folder", state, object(`{"path":"others","type":"vm"}`))
	p.equal("refusal", refusal, fmt.Sprintf("stand-in: the object %q has already been deleted or has not been completely created", state["id"]))
	_, refusal = p.apply("vsphere_folder", state, nil)
	p.equal("removed twice", refusal, "")
}

func TestNullResources(t *testing.T) {
	p := start(t).process("null")
	planned, _ := p.plan("null_resource", nil, object(`{"triggers":{"a":"1"}}`))
	p.equal("planned", planned, Values{"id": unknown{}, "triggers": Values{"a": "1"}})
	state := p.create("null_resource", `{"triggers":{"a":"1"}}`)
	p.matches("id", state["id"], `\d+`)
	p.equal("read", p.read("null_resource", state), state)
	again, replaced := p.plan("null_resource", state, object(`{"triggers":{"a":"1"}}`))
	p.equal("second plan", []any{again, replaced}, []any{state, []string(nil)})
	_, replaced = p.plan("null_resource", state, object(`{"triggers":{"a":"2"}}`))
	p.equal("replaced", replaced, []string{`AttributeName("triggers")`})
	_, refusal := p.apply("null_resource", state, nil)
	p.equal("removed", refusal, "")
	data, _ := p.data("null_data_source", `{"inputs":{"a":"b"}}`)
	p.equal("data", data["outputs"], Values{"a": "b"})
}

func TestAnOlderStateIsRead(t *testing.T) {
	p := start(t).process("vsphere")
	answer, err := p.server.UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: "vsphere_folder", RawState: &tfprotov6.RawState{JSON: []byte(`{"id":"group-v1","path":"a","type":"vm","no_longer_known":true}`)},
	})
	p.ok(err)
	kind, _ := p.server.kind(false, "vsphere_folder")
	state, err := kind.decode(answer.UpgradedState)
	p.ok(err)
	p.equal("state", state, Values{"id": "group-v1", "path": "a", "type": "vm", "datacenter_id": nil, "tags": nil})
}

func TestWhatIsWrongWithTheLabIsSaid(t *testing.T) {
	l := start(t)
	fails := func(name, value, want string) {
		t.Helper()
		before := l.env[name]
		l.env[name] = value
		defer func() { l.env[name] = before }()
		answer, _ := newServer("vsphere", func(name string) string { return l.env[name] }).ConfigureProvider(context.Background(), nil)
		l.equal(name, answer.Diagnostics[0].Summary, want)
	}
	fails("CORDEE_STANDIN_SCHEMA", "/nowhere", "stand-in: open /nowhere: no such file or directory")
	fails("CORDEE_STANDIN_SCHEMA", l.write("empty.json", "{}"), "stand-in: "+filepath.Join(l.folder, "empty.json")+" has no provider registry.terraform.io/vmware/vsphere")
	fails("CORDEE_STANDIN_STORE", "", "stand-in: CORDEE_STANDIN_STORE names no folder to keep objects in")
	fails("CORDEE_STANDIN_INVENTORY", "/nowhere", "stand-in: open /nowhere: no such file or directory")
}

func TestTheRoleIsInTheProgramsName(t *testing.T) {
	for program, want := range map[string]string{"terraform-provider-vsphere_v2.16.1": "vsphere", "terraform-provider-null_v3.2.4_x5": "null", "stand-in": "stand-in"} {
		if got := roleOf(program); got != want {
			t.Errorf("%s: %s, want %s", program, got, want)
		}
	}
}
