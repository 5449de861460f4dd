package vc

import (
	"strings"
	"testing"

	"github.com/vmware/govmomi/vim25/types"
)

func TestMachineMovesToAnotherDatastore(t *testing.T) {
	x := start(t).estate()
	vm := x.vm("v", 1024, true)
	to, err := x.newVmfs("a1", "second", "naa.60030d9002")
	x.ok(err)
	ref := to.Reference()
	x.done(vm.Relocate(x.ctx, types.VirtualMachineRelocateSpec{Datastore: &ref}, types.VirtualMachineMovePriorityDefaultPriority))
	m := x.machine(vm)
	x.equal("datastore", m.Datastore, []types.ManagedObjectReference{ref})
	if p := m.Config.Files.VmPathName; !strings.HasPrefix(p, "[second] v/") {
		t.Errorf("path %q", p)
	}
	x.equal("machines on the old one", len(x.store().Vm), 0)
	x.ok(x.datastoreSystem("a1").Remove(x.ctx, x.ds))
	x.ok(x.resize(vm, 30<<10)) // the disk is where it says it is
	x.done(vm.PowerOff(x.ctx))
	x.done(vm.Destroy(x.ctx))
	x.ok(x.datastoreSystem("a1").Remove(x.ctx, to))
}

func TestMachineMovesToAnotherHostAndPool(t *testing.T) {
	x := twins(t).estate()
	vm := x.vm("v", 1024, true)
	p, err := x.newPool("p", poolSpec(0, 0, true))
	x.ok(err)
	h, pool := x.host("b2").Reference(), p.Reference()
	x.done(vm.Relocate(x.ctx, types.VirtualMachineRelocateSpec{Host: &h, Pool: &pool}, types.VirtualMachineMovePriorityDefaultPriority))
	x.equal("host", x.hostOf(vm), "b2")
	x.equal("pool", *x.machine(vm).ResourcePool, pool)
}

func TestRelocationRefusals(t *testing.T) {
	move := func(x *estate, spec types.VirtualMachineRelocateSpec) error {
		vm := x.vm("v", 1024, true)
		return x.outcome(vm.Relocate(x.ctx, spec, types.VirtualMachineMovePriorityDefaultPriority))
	}
	check(t, []refusal{
		{"to a datastore that does not exist", &types.ManagedObjectNotFound{}, func(x *estate) error {
			return move(x, types.VirtualMachineRelocateSpec{Datastore: &types.ManagedObjectReference{Type: "Datastore", Value: "no"}})
		}},
		{"to a datastore that the host does not reach", &types.InaccessibleDatastore{}, func(x *estate) error {
			local, err := x.find.Datastore(x.ctx, "local-b1")
			x.ok(err)
			ds, h := local.Reference(), x.host("a1").Reference()
			return move(x, types.VirtualMachineRelocateSpec{Datastore: &ds, Host: &h})
		}},
		{"to a lost host", &types.HostNotConnected{}, func(x *estate) error {
			vm := x.vm("v", 1024, false)
			at := strings.ToUpper(x.hostOf(vm)[:1])
			other := map[string]string{"A": "B", "B": "A"}[at]
			x.http("POST", "/lab/sites/"+other+"/lose", nil)
			h := x.host(strings.ToLower(other) + "1").Reference()
			return x.outcome(vm.Relocate(x.ctx, types.VirtualMachineRelocateSpec{Host: &h}, types.VirtualMachineMovePriorityDefaultPriority))
		}},
	})
}
