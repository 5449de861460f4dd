package vc

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// refusal is one thing that a vCenter does not do, and the fault that it gives.
type refusal struct {
	name string
	want types.BaseMethodFault
	try  func(x *estate) error
}

// check tries each on an estate; one that a refusal left as it was serves the next case too.
func check(t *testing.T, all []refusal) {
	t.Helper()
	var x *estate
	before := ""
	for _, r := range all {
		t.Run(r.name, func(sub *testing.T) {
			if x == nil || fingerprint(x.lab) != before {
				x = start(t).estate()
				before = fingerprint(x.lab)
			}
			x.T = sub
			x.refused(r.try(x), r.want)
		})
	}
}

// fingerprint of what a case may leave behind: objects, references to them, cluster and host configuration.
func fingerprint(l *Lab) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var text []string
	for _, e := range l.Map.All("") {
		line := fmt.Sprint(e.Reference(), l.nameOf(e.Reference()))
		switch o := e.(type) {
		case *simulator.ClusterComputeResource:
			line += fmt.Sprint(len(o.Host), asJSON(o.ConfigurationEx), asJSON(o.Summary))
		case *simulator.HostSystem:
			line += fmt.Sprint(len(o.Vm), len(o.Network), o.Runtime.ConnectionState, o.Runtime.InMaintenanceMode, len(o.Config.Network.Vnic))
		case *simulator.DistributedVirtualSwitch:
			line += dvsConfig(o).ConfigVersion
		case *simulator.Datastore:
			line += asJSON(o.Summary)
		}
		text = append(text, line)
	}
	slices.Sort(text)
	m := l.Map.Get(*l.model.ServiceContent.AuthorizationManager).(*simulator.AuthorizationManager)
	return strings.Join(text, "\n") + fmt.Sprint(len(m.RoleList), len(l.served))
}

func asJSON(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

func TestEveryRefusalIsExplained(t *testing.T) {
	for _, f := range []types.BaseMethodFault{
		&types.DuplicateName{Name: "x"}, &types.ResourceInUse{Name: "x"}, &types.InvalidName{Name: "x"}, invalid("x"), &types.NotFound{},
		&types.NoCompatibleHost{}, &types.InvalidPowerState{}, &types.ConcurrentAccess{}, &types.AlreadyExists{Name: "x"},
	} {
		if s := say(f); len(s) < 20 || s[len(s)-1] == ':' {
			t.Errorf("%T: %q", f, s)
		}
	}
	if s := say(explained(&types.ResourceInUse{}, "The %s.", "text")); s != "The text." {
		t.Errorf("own text: %q", s)
	}
}
