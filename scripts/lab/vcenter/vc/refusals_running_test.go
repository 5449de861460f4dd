package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/types"
)

// grows is a running machine of this much memory to which memory and processors can be added.
func (x *estate) grows(memoryMiB int64) *object.VirtualMachine {
	x.Helper()
	vm := x.vm("v", memoryMiB, false)
	yes := types.NewBool(true)
	x.done(vm.Reconfigure(x.ctx, types.VirtualMachineConfigSpec{MemoryHotAddEnabled: yes, CpuHotAddEnabled: yes}))
	x.done(vm.PowerOn(x.ctx))
	return vm
}

func (x *estate) alter(vm *object.VirtualMachine, spec types.VirtualMachineConfigSpec) error {
	return x.outcome(vm.Reconfigure(x.ctx, spec))
}

func reserve(mib int64) types.VirtualMachineConfigSpec {
	return types.VirtualMachineConfigSpec{MemoryAllocation: &types.ResourceAllocationInfo{Reservation: types.NewInt64(mib)}}
}

// keepFree has HA keep this share of the cluster's memory free.
func (x *estate) keepFree(percent int32) {
	x.Helper()
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasConfig: &types.ClusterDasConfigInfo{
		Enabled:                types.NewBool(true),
		AdmissionControlPolicy: &types.ClusterFailoverResourcesAdmissionControlPolicy{CpuFailoverResourcesPercent: 50, MemoryFailoverResourcesPercent: percent},
	}}))
}

func TestRunningMachineRefusals(t *testing.T) {
	yes, no := types.NewBool(true), types.NewBool(false)
	check(t, []refusal{
		{"hot add of processors switched on", &types.InvalidPowerState{}, func(x *estate) error {
			return x.alter(x.vm("v", 1024, true), types.VirtualMachineConfigSpec{CpuHotAddEnabled: yes})
		}},
		{"hot add of processors switched off", &types.InvalidPowerState{}, func(x *estate) error {
			return x.alter(x.grows(4096), types.VirtualMachineConfigSpec{CpuHotAddEnabled: no})
		}},
		{"hot add of memory switched on", &types.InvalidPowerState{}, func(x *estate) error {
			return x.alter(x.vm("v", 1024, true), types.VirtualMachineConfigSpec{MemoryHotAddEnabled: yes})
		}},
		{"hot remove of processors switched on", &types.InvalidPowerState{}, func(x *estate) error {
			return x.alter(x.vm("v", 1024, true), types.VirtualMachineConfigSpec{CpuHotRemoveEnabled: yes})
		}},
		{"nested virtualization switched on", &types.InvalidPowerState{}, func(x *estate) error {
			return x.alter(x.vm("v", 1024, true), types.VirtualMachineConfigSpec{NestedHVEnabled: yes})
		}},
		{"memory added beyond the host's", &types.MemorySizeNotSupported{}, func(x *estate) error {
			return x.alter(x.grows(4096), types.VirtualMachineConfigSpec{MemoryMB: 36 << 10})
		}},
		{"memory added beyond 16 times what it started with", &types.MemorySizeNotSupported{}, func(x *estate) error {
			vm := x.vm("v", 1024, false)
			x.ok(x.alter(vm, types.VirtualMachineConfigSpec{MemoryHotAddEnabled: yes, GuestId: "windows2019srv_64Guest"}))
			x.done(vm.PowerOn(x.ctx))
			return x.alter(vm, types.VirtualMachineConfigSpec{MemoryMB: 17 << 10})
		}},
		{"memory beyond 3 GiB added to a small Linux", &types.MemorySizeNotSupported{}, func(x *estate) error {
			return x.alter(x.grows(2048), types.VirtualMachineConfigSpec{MemoryMB: 4096})
		}},
		{"memory beyond what a machine can have", &types.InvalidArgument{}, func(x *estate) error {
			return x.alter(x.vm("v", 1024, false), types.VirtualMachineConfigSpec{MemoryMB: 25 << 20})
		}},
		{"memory so large that its bytes overflow", &types.InvalidArgument{}, func(x *estate) error {
			return x.alter(x.grows(4096), types.VirtualMachineConfigSpec{MemoryMB: 1 << 44})
		}},
		{"memory reserved beyond the host's", &types.InsufficientMemoryResourcesFault{}, func(x *estate) error {
			return x.alter(x.vm("v", 1024, true), reserve(40<<10))
		}},
		{"memory reserved beyond what others on the host leave", &types.InsufficientMemoryResourcesFault{}, func(x *estate) error {
			x.ok(x.moveOut("a1", "a2", "b1"))
			x.ok(x.alter(x.vm("first", 20<<10, true), reserve(20<<10)))
			return x.alter(x.vm("second", 1024, true), reserve(14<<10))
		}},
		{"processors reserved beyond the host's", &types.InsufficientCpuResourcesFault{}, func(x *estate) error {
			return x.alter(x.vm("v", 1024, true), types.VirtualMachineConfigSpec{CpuAllocation: &types.ResourceAllocationInfo{Reservation: types.NewInt64(50_000)}})
		}},
		{"memory reserved beyond what HA leaves", &types.InsufficientFailoverResourcesFault{}, func(x *estate) error {
			x.keepFree(95)
			return x.alter(x.vm("v", 16<<10, true), reserve(16<<10))
		}},
		{"memory locked to its reservation beyond what HA leaves", &types.InsufficientFailoverResourcesFault{}, func(x *estate) error {
			x.keepFree(95)
			return x.alter(x.vm("v", 16<<10, true), types.VirtualMachineConfigSpec{MemoryReservationLockedToMax: yes})
		}},
		{"memory reserved beyond what the pool leaves", &types.InsufficientMemoryResourcesFault{}, func(x *estate) error {
			vm := x.vm("v", 16<<10, true)
			small := types.DefaultResourceConfigSpec()
			small.MemoryAllocation.Reservation, small.MemoryAllocation.ExpandableReservation = types.NewInt64(1024), no
			small.CpuAllocation.Reservation = types.NewInt64(0)
			p, err := x.pool().Create(x.ctx, "small", small)
			x.ok(err)
			ref := p.Reference()
			x.done(vm.Relocate(x.ctx, types.VirtualMachineRelocateSpec{Pool: &ref}, types.VirtualMachineMovePriorityDefaultPriority))
			return x.alter(vm, reserve(2048))
		}},
		{"SCSI controller that carries a disk removed", &types.InvalidDeviceOperation{}, func(x *estate) error {
			vm := x.vm("v", 1024, false)
			return x.alter(vm, types.VirtualMachineConfigSpec{DeviceChange: x.without(vm, (*types.VirtualSCSIController)(nil))})
		}},
	})
}

// without removes the devices of these types.
func (x *estate) without(vm *object.VirtualMachine, kinds ...types.BaseVirtualDevice) (changes []types.BaseVirtualDeviceConfigSpec) {
	x.Helper()
	devices, err := vm.Device(x.ctx)
	x.ok(err)
	for _, kind := range kinds {
		for _, d := range devices.SelectByType(kind) {
			changes = append(changes, &types.VirtualDeviceConfigSpec{Operation: types.VirtualDeviceConfigSpecOperationRemove, Device: d})
		}
	}
	return changes
}

// moveOut takes hosts out of the estate's cluster.
func (x *estate) moveOut(hosts ...string) error {
	x.Helper()
	for _, h := range hosts {
		t, err := x.host(h).EnterMaintenanceMode(x.ctx, 0, true, nil)
		if err := x.outcome(t, err); err != nil {
			return err
		}
	}
	return nil
}

func TestRunningMachineTakesWhatIsAllowed(t *testing.T) {
	x := start(t).estate()
	vm := x.grows(4096)
	x.equal("limit", x.machine(vm).Config.HotPlugMemoryLimit, int64(64<<10))
	yes := types.NewBool(true)
	x.ok(x.alter(vm, types.VirtualMachineConfigSpec{MemoryMB: 8192, NumCPUs: 4, MemoryHotAddEnabled: yes, CpuHotAddEnabled: yes, NestedHVEnabled: types.NewBool(false)}))
	x.ok(x.alter(vm, reserve(8192)))
	x.ok(x.alter(vm, reserve(0)))
	m := x.machine(vm)
	x.equal("memory and processors", []int32{m.Config.Hardware.MemoryMB, m.Config.Hardware.NumCPU}, []int32{8192, 4})
}

func TestControllerGoesWithItsDisks(t *testing.T) {
	x := start(t).estate()
	vm := x.vm("v", 1024, false)
	x.ok(x.alter(vm, types.VirtualMachineConfigSpec{DeviceChange: x.without(vm, (*types.VirtualDisk)(nil), (*types.VirtualSCSIController)(nil))}))
	devices, err := vm.Device(x.ctx)
	x.ok(err)
	x.equal("controllers", len(devices.SelectByType((*types.VirtualSCSIController)(nil))), 0)
}
