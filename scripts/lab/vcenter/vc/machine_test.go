package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/pbm"
	pbmtypes "github.com/vmware/govmomi/pbm/types"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func (x *estate) machine(vm *object.VirtualMachine) (m mo.VirtualMachine) {
	x.Helper()
	x.props(vm.Reference(), &m)
	return m
}

func TestCloneIsLikeItsTemplate(t *testing.T) {
	x := start(t).estate()
	m := x.machine(x.vm("v", 2048, true))
	x.equal("firmware", m.Config.Firmware, "efi")
	x.equal("guest", m.Config.GuestId, "debian12_64Guest")
	x.equal("hardware", m.Config.Version, hardwareVersion)
	x.equal("memory", m.Config.Hardware.MemoryMB, int32(2048))
	x.equal("network", m.Network, []types.ManagedObjectReference{x.net})
	x.equal("datastore", m.Datastore, []types.ManagedObjectReference{x.ds.Reference()})
	x.equal("pool", *m.ResourcePool, x.pool().Reference())
	x.equal("swap", m.Config.SwapPlacement, "inherit")
	a, b := x.machine(x.vm("w", 1024, false)), x.machine(x.template())
	if a.Config.Uuid == b.Config.Uuid || a.Config.Uuid == m.Config.Uuid {
		t.Error("two machines have one identity")
	}
}

func TestMachineIsChangedInPlace(t *testing.T) {
	x := start(t).estate()
	vm := x.vm("v", 1024, false)
	x.ok(x.resize(vm, 20<<10))
	x.done(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{
		Name: "renamed", MemoryMB: 4096, NumCPUs: 4, Annotation: "a", SwapPlacement: "hostLocal",
		MemoryAllocation: &types.ResourceAllocationInfo{Reservation: types.NewInt64(512)},
		CpuAllocation:    &types.ResourceAllocationInfo{Shares: &types.SharesInfo{Level: "high", Shares: 8000}},
	}))
	m := x.machine(vm)
	x.equal("name", m.Name, "renamed")
	x.equal("memory", m.Config.Hardware.MemoryMB, int32(4096))
	x.equal("swap", m.Config.SwapPlacement, "hostLocal")
	x.equal("reservation", *m.Config.MemoryAllocation.Reservation, int64(512))
	x.equal("shares", m.Config.CpuAllocation.Shares.Level, types.SharesLevelHigh)
	disk := object.VirtualDeviceList(m.Config.Hardware.Device).SelectByType((*types.VirtualDisk)(nil))
	x.equal("disk", disk[0].(*types.VirtualDisk).CapacityInKB, int64(20<<20))
	x.equal("label", disk[0].GetVirtualDevice().DeviceInfo.GetDescription().Label, "Hard disk 1")

	other, err := x.newPortgroup(x.sw, "other", 200)
	x.ok(err)
	x.done(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{DeviceChange: []types.BaseVirtualDeviceConfigSpec{x.nicChange(vm, other)}}))
	x.equal("network", x.machine(vm).Network, []types.ManagedObjectReference{other})
	x.done(object.NewDistributedVirtualPortgroup(x.c.Client, x.net).Destroy(x.ctx)) // nobody is on it any more

	x.done(vm.PowerOn(x.ctx))
	x.done(vm.PowerOff(x.ctx))
	x.done(vm.Destroy(x.ctx))
	x.equal("machines on the datastore", len(x.store().Vm), 0)
	x.ok(x.datastoreSystem("a1").Remove(x.ctx, x.ds))
}

func TestMachineGoesWhereThereIsRoom(t *testing.T) {
	x := start(t).estate("a1", "b1")
	seen := map[string]bool{}
	for i := range 2 {
		seen[x.hostOf(x.vm(named("v%d", i), 20<<10, true))] = true
	}
	x.equal("hosts used", len(seen), 2)
}

func TestStoragePolicyOfAMachine(t *testing.T) {
	x := start(t).estate()
	c, err := pbm.NewClient(x.ctx, x.c.Client)
	x.ok(err)
	spec := pbmtypes.PbmCapabilityProfileCreateSpec{
		Name: "gold", Category: "REQUIREMENT", ResourceType: pbmtypes.PbmProfileResourceType{ResourceType: "STORAGE"},
		Constraints: &pbmtypes.PbmCapabilitySubProfileConstraints{},
	}
	id, err := c.CreateProfile(x.ctx, spec)
	x.ok(err)
	if _, err := c.CreateProfile(x.ctx, spec); err == nil {
		t.Error("a double name was taken")
	}
	x.ok(c.UpdateProfile(x.ctx, *id, pbmtypes.PbmCapabilityProfileUpdateSpec{Name: "silver"}))
	got, err := c.RetrieveContent(x.ctx, []pbmtypes.PbmProfileId{*id})
	x.ok(err)
	x.equal("name", got[0].GetPbmProfile().Name, "silver")

	vm := x.vm("v", 1024, false)
	x.done(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{VmProfile: []types.BaseVirtualMachineProfileSpec{&types.VirtualMachineDefinedProfileSpec{ProfileId: id.UniqueId}}}))
	of, err := c.QueryAssociatedProfile(x.ctx, pbmtypes.PbmServerObjectRef{ObjectType: "virtualMachine", Key: vm.Reference().Value})
	x.ok(err)
	x.equal("policy", of, []pbmtypes.PbmProfileId{*id})
	out, err := c.DeleteProfile(x.ctx, []pbmtypes.PbmProfileId{*id})
	x.ok(err)
	x.equal("in use, so kept", out[0].Fault != nil, true)
	x.equal("by hand too", x.http("DELETE", "/lab/policies/silver", nil), 409)
	x.done(vm.Destroy(x.ctx))
	out, err = c.DeleteProfile(x.ctx, []pbmtypes.PbmProfileId{*id})
	x.ok(err)
	x.equal("deleted", out[0].Fault == nil, true)
	_, err = c.CreateProfile(x.ctx, spec)
	x.ok(err)
	x.equal("removed by hand", x.http("DELETE", "/lab/policies/gold", nil), 200)
	x.equal("once", x.http("DELETE", "/lab/policies/gold", nil), 409)
}
