package vc

import (
	"strings"
	"testing"

	"github.com/vmware/govmomi/vim25/types"
)

func (x *estate) clone(name string, edit func(*types.VirtualMachineCloneSpec)) error {
	x.Helper()
	spec := x.cloneSpec(false)
	if edit != nil {
		edit(&spec)
	}
	return x.outcome(x.template().Clone(x.ctx, x.folders().VmFolder, name, spec))
}

func (x *estate) change(memory int64, cpus int32) error {
	x.Helper()
	vm := x.vm("v", 2048, true)
	return x.outcome(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{MemoryMB: memory, NumCPUs: cpus}))
}

func TestMachineRefusals(t *testing.T) {
	check(t, []refusal{
		{"machine with a taken name", &types.DuplicateName{}, func(x *estate) error { x.ok(x.clone("v", nil)); return x.clone("v", nil) }},
		{"name with a slash", &types.InvalidName{}, func(x *estate) error { return x.clone("a/b", nil) }},
		{"name of 81 characters", &types.InvalidName{}, func(x *estate) error { return x.clone(strings.Repeat("x", 81), nil) }},
		{"renamed to a taken name", &types.DuplicateName{}, func(x *estate) error {
			x.ok(x.clone("v", nil))
			return x.outcome(x.vm("w", 1024, false).Rename(x.ctx, "v"))
		}},
		{"clone without a pool", &types.InvalidArgument{}, func(x *estate) error {
			return x.clone("v", func(s *types.VirtualMachineCloneSpec) { s.Location.Pool = nil })
		}},
		{"clone to a datastore that does not exist", &types.ManagedObjectNotFound{}, func(x *estate) error {
			return x.clone("v", func(s *types.VirtualMachineCloneSpec) {
				s.Location.Datastore = &types.ManagedObjectReference{Type: "Datastore", Value: "datastore-no"}
			})
		}},
		{"clone to a datastore that the host does not reach", &types.InaccessibleDatastore{}, func(x *estate) error {
			return x.clone("v", func(s *types.VirtualMachineCloneSpec) {
				local, err := x.find.Datastore(x.ctx, "local-b1")
				x.ok(err)
				ds, h := local.Reference(), x.host("a1").Reference()
				s.Location.Datastore, s.Location.Host = &ds, &h
			})
		}},
		{"network that does not exist", &types.InvalidDeviceBacking{}, func(x *estate) error {
			vm := x.vm("v", 1024, false)
			no := types.ManagedObjectReference{Type: "DistributedVirtualPortgroup", Value: "dvportgroup-no"}
			return x.outcome(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{DeviceChange: []types.BaseVirtualDeviceConfigSpec{x.nicChange(vm, no)}}))
		}},
		{"disk shrunk", &types.InvalidDeviceOperation{}, func(x *estate) error { return x.resize(x.vm("v", 1024, false), 1024) }},
		{"memory taken from a running machine", &types.InvalidPowerState{}, func(x *estate) error { return x.change(1024, 0) }},
		{"memory added to a running machine", &types.MemoryHotPlugNotSupported{}, func(x *estate) error { return x.change(4096, 0) }},
		{"processors added to a running machine", &types.CpuHotPlugNotSupported{}, func(x *estate) error { return x.change(0, 4) }},
		{"more processors than the host has", &types.InvalidArgument{}, func(x *estate) error { return x.change(0, 200) }},
		{"memory that is no multiple of 4 MiB", &types.InvalidArgument{}, func(x *estate) error { return x.change(2049, 0) }},
		{"unknown storage policy", &types.InvalidArgument{}, func(x *estate) error {
			vm := x.vm("v", 1024, false)
			return x.outcome(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{VmProfile: []types.BaseVirtualMachineProfileSpec{&types.VirtualMachineDefinedProfileSpec{ProfileId: "no"}}}))
		}},
		{"running machine destroyed", &types.InvalidPowerState{}, func(x *estate) error { return x.outcome(x.vm("v", 1024, true).Destroy(x.ctx)) }},
		{"running machine switched on", &types.InvalidPowerState{}, func(x *estate) error { return x.outcome(x.vm("v", 1024, true).PowerOn(x.ctx)) }},
		{"template switched on", &types.InvalidState{}, func(x *estate) error { return x.outcome(x.template().PowerOn(x.ctx)) }},
		{"machine larger than any host", &types.InsufficientMemoryResourcesFault{}, func(x *estate) error {
			return x.outcome(x.vm("v", 64<<10, false).PowerOn(x.ctx))
		}},
		{"reservations beyond what HA keeps free", &types.InsufficientFailoverResourcesFault{}, func(x *estate) error {
			x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasConfig: &types.ClusterDasConfigInfo{
				Enabled:                types.NewBool(true),
				AdmissionControlPolicy: &types.ClusterFailoverResourcesAdmissionControlPolicy{CpuFailoverResourcesPercent: 50, MemoryFailoverResourcesPercent: 95},
			}}))
			vm := x.vm("v", 16<<10, false)
			x.done(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{MemoryAllocation: &types.ResourceAllocationInfo{Reservation: types.NewInt64(16 << 10)}}))
			return x.outcome(vm.PowerOn(x.ctx))
		}},
		{"machine that a mandatory rule leaves no host that answers", &types.NoCompatibleHost{}, func(x *estate) error {
			vm := x.vm("v", 1024, false)
			x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: x.siteGroups(vm), RulesSpec: []types.ClusterRuleSpec{siteRule("r", "vms", "hosts-B", true)}}))
			x.http("POST", "/lab/sites/B/lose", nil)
			return x.outcome(vm.PowerOn(x.ctx))
		}},
		{"machine on a lost host changed", &types.HostNotConnected{}, func(x *estate) error {
			vm := x.vm("v", 1024, false)
			site := strings.ToUpper(x.hostOf(vm)[:1])
			x.http("POST", "/lab/sites/"+site+"/lose", nil)
			return x.outcome(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{Annotation: "x"}))
		}},
	})
}
