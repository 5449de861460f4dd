package vc

import (
	"strings"
	"testing"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

func TestNewerProcessorsHoldAMachine(t *testing.T) {
	x := start(t).estate()
	vm := x.vm("v", 1024, false)
	h := x.host("b1").Reference()
	x.lab.move(x.lab.Map.Get(vm.Reference()).(*simulator.VirtualMachine), x.lab.Map.Get(h).(*simulator.HostSystem))
	x.done(vm.PowerOn(x.ctx))
	x.twoSites(false, vm)
	x.equal("stays", x.hostOf(vm), "b1")
}

func TestMandatoryRuleIsKeptInALoss(t *testing.T) {
	x := twins(t).estate()
	vm, free := x.vm("bound", 1024, true), x.vm("free", 1024, true)
	x.twoSites(true, vm)
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: []types.ClusterGroupSpec{vmGroup("free", free)}, RulesSpec: []types.ClusterRuleSpec{siteRule("free", "free", "hosts-A", false)}}))
	o := x.site("A/lose")
	x.equal("up", names(o.Restarted), []string{"free"})
	x.equal("off", names(o.Off), []string{"bound"})
}

func TestWithoutHaNothingRestarts(t *testing.T) {
	x := twins(t).estate()
	vm := x.vm("v", 1024, true)
	at := strings.ToUpper(x.hostOf(vm)[:1])
	o := x.site(at + "/lose")
	x.equal("off", names(o.Off), []string{"v"})
	x.equal("why", o.Off[0].Why, "HA is off")
}

func TestControlEndpoint(t *testing.T) {
	e := start(t)
	var s Status
	e.equal("status", e.http("GET", "/lab/status", &s), 200)
	e.equal("hosts", len(s.Hosts), 4)
	e.equal("label", s.Simulator, Banner)
	e.estate()
	var then Status
	e.equal("status", e.http("GET", "/lab/status", &then), 200)
	more := map[string]int{}
	for kind, n := range then.Objects {
		if n != s.Objects[kind] {
			more[kind] = n - s.Objects[kind]
		}
	}
	e.equal("what the estate made", more, map[string]int{
		"ClusterComputeResource": 1, "Datastore": 1, "DistributedVirtualPortgroup": 2, "VmwareDistributedVirtualSwitch": 1,
		"ResourcePool": -3, // each host had its own, four have one together
	})
	e.equal("unknown site", e.http("POST", "/lab/sites/C/lose", nil), 404)
	e.equal("unknown verb", e.http("POST", "/lab/sites/A/drop", nil), 404)
	e.equal("wrong method", e.http("GET", "/lab/sites/A/lose", nil), 404)
	e.equal("unknown machine", e.http("POST", "/lab/machines/no/datastore/no", nil), 409)
	e.equal("front page", e.http("GET", "/", nil), 200)
}

// vCenter's own machine restarts elsewhere only from a shared datastore.
func TestLocalDatastoreHoldsAMachine(t *testing.T) {
	inv := testInventory()
	inv.VMs = []Machine{{Name: "vcenter", Host: "a1", MemoryMiB: 4096}}
	x := startWith(t, inv).estate()
	x.ok(x.reconfigure(x.cl, haAndDrs))
	x.equal("off", names(x.site("A/lose").Off), []string{"vcenter"})
	x.equal("started again", names(x.site("A/restore").Restarted), []string{"vcenter"})
	x.equal("moved by hand", x.http("POST", "/lab/machines/vcenter/datastore/data", nil), 200)
	x.equal("restarted", names(x.site("A/lose").Restarted), []string{"vcenter"})
}
