package vc

import (
	"testing"

	"github.com/vmware/govmomi/vim25/types"
)

// What an operator does before the cluster is dissolved that vCenter's own machine runs in.
func TestAMachineIsSetAside(t *testing.T) {
	inv := testInventory()
	for i := range inv.Hosts {
		inv.Hosts[i].EvcMax = "intel-icelake"
	}
	inv.VMs = []Machine{{Name: "vcenter", Host: "a1", MemoryMiB: 4096}}
	x := startWith(t, inv).estate()
	aside := func(machine, host string) int {
		t.Helper()
		return x.http("POST", "/lab/machines/"+machine+"/host/"+host, nil)
	}
	where := func(name string) (host, parent string) {
		t.Helper()
		var s Status
		x.equal("status", x.http("GET", "/lab/status", &s), 200)
		for _, m := range s.Machines {
			if m.Name == name {
				host = m.Host
			}
		}
		for _, h := range s.Hosts {
			if h.Name == host {
				parent = h.Parent
			}
		}
		return host, parent
	}
	x.ok(x.reconfigure(x.cl, haAndDrs))
	x.equal("no such host", aside("vcenter", "z9"), 409)
	x.equal("on the local disk of a host that has to be emptied", aside("vcenter", "a1"), 409)
	x.equal("to a shared one", x.http("POST", "/lab/machines/vcenter/datastore/data", nil), 200)
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DrsConfig: &types.ClusterDrsConfigInfo{Enabled: types.NewBool(false)}}))
	x.equal("nothing moves it", aside("vcenter", "a1"), 409)
	_, parent := where("vcenter")
	x.equal("a refusal leaves the host where it was", parent, "prod")
	x.ok(x.reconfigure(x.cl, haAndDrs))
	other := x.vm("other", 1024, true)
	x.equal("no such machine", aside("no", "a1"), 409)

	x.equal("set aside", aside("vcenter", "a1"), 200)
	host, parent := where("vcenter")
	x.equal("it runs on", host+" in "+parent, "a1 in a1")
	host, parent = where("other")
	x.equal("the other stays in the cluster", host != "a1" && parent == "prod", true)
	x.equal("its disks, too", x.http("POST", "/lab/machines/vcenter/datastore/local-a1", nil), 200)
	x.equal("again, and nothing changes", aside("vcenter", "a1"), 200)

	x.done(other.PowerOff(x.ctx))
	x.done(other.Destroy(x.ctx))
	for _, name := range []string{"a2", "b1", "b2"} {
		x.done(x.host(name).EnterMaintenanceMode(x.ctx, 0, true, nil))
		x.done(x.folders().HostFolder.MoveInto(x.ctx, x.hostRefs(name)))
	}
	x.done(x.cl.Destroy(x.ctx))
	host, parent = where("vcenter")
	x.equal("it outlives the cluster", host+" in "+parent, "a1 in a1")
}
