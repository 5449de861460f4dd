package vc

import (
	"slices"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// RelocateVMTask moves a machine to another host, pool, folder or datastore. The
// library changes references only, and the wrong ones; here the files move too.
func (m *machine) RelocateVMTask(ctx *simulator.Context, req *types.RelocateVM_Task) soap.HasFault {
	return &methods.RelocateVM_TaskBody{Res: &types.RelocateVM_TaskResponse{
		Returnval: m.lab.task(ctx, m.VirtualMachine, "relocateVm", func() (result, fault) {
			if f := m.workable(); f != nil {
				return nil, f
			}
			return nil, m.lab.relocate(ctx, m.VirtualMachine, req.Spec)
		}),
	}}
}

// MigrateVMTask moves to another host or pool.
func (m *machine) MigrateVMTask(ctx *simulator.Context, req *types.MigrateVM_Task) soap.HasFault {
	return &methods.MigrateVM_TaskBody{Res: &types.MigrateVM_TaskResponse{
		Returnval: m.lab.task(ctx, m.VirtualMachine, "migrateVm", func() (result, fault) {
			if f := m.workable(); f != nil {
				return nil, f
			}
			return nil, m.lab.relocate(ctx, m.VirtualMachine, types.VirtualMachineRelocateSpec{Host: req.Host, Pool: req.Pool})
		}),
	}}
}

func (l *Lab) relocate(ctx *simulator.Context, vm *simulator.VirtualMachine, spec types.VirtualMachineRelocateSpec) fault {
	home, disks, f := l.targets(vm, spec)
	if f != nil {
		return f
	}
	pool := vm.ResourcePool
	if spec.Pool != nil {
		pool = spec.Pool
	}
	h, f := l.relocationHost(vm, spec, pool, home, disks)
	if f != nil {
		return f
	}
	if f := l.checkSpec(&types.VirtualMachineConfigSpec{DeviceChange: spec.DeviceChange}, vm, h); f != nil {
		return f
	}
	if spec.Folder != nil && *spec.Folder != *vm.Parent {
		to := get[*simulator.Folder](l, *spec.Folder)
		if to == nil {
			return &types.ManagedObjectNotFound{Obj: *spec.Folder}
		}
		if f := l.checkFree(to.Self, vm.Name, vm.Self); f != nil {
			return f
		}
		simulator.RemoveReference(&get[*simulator.Folder](l, *vm.Parent).ChildEntity, vm.Self)
		to.ChildEntity = append(to.ChildEntity, vm.Self)
		vm.Parent = &to.Self
	}
	if h.Self != *vm.Runtime.Host {
		l.move(vm, h)
	}
	if pool != nil && (vm.ResourcePool == nil || *pool != *vm.ResourcePool) {
		l.setPool(vm, *pool)
		vm.EnvironmentBrowser = *l.compute(get[*simulator.ResourcePool](l, *pool).Owner).EnvironmentBrowser
	}
	if err := l.moveFiles(vm, home, disks); err != nil {
		return &types.SystemError{Reason: err.Error()}
	}
	if len(spec.DeviceChange) > 0 {
		change := &types.ReconfigVM_Task{This: vm.Self, Spec: types.VirtualMachineConfigSpec{DeviceChange: spec.DeviceChange}}
		if _, f := l.await(vm.ReconfigVMTask(ctx, change).(*methods.ReconfigVM_TaskBody).Res.Returnval); f != nil {
			return f
		}
	}
	l.linkPolicy(vm.Self.Value, spec.Profile)
	l.relink(vm)
	l.keep(vm, &types.VirtualMachineConfigSpec{})
	return nil
}

// targets: where the machine's own files go, and each disk that moves.
func (l *Lab) targets(vm *simulator.VirtualMachine, spec types.VirtualMachineRelocateSpec) (*simulator.Datastore, map[int32]*simulator.Datastore, fault) {
	var home *simulator.Datastore
	disks := map[int32]*simulator.Datastore{}
	if spec.Datastore != nil {
		if home = get[*simulator.Datastore](l, *spec.Datastore); home == nil {
			return nil, nil, &types.ManagedObjectNotFound{Obj: *spec.Datastore}
		}
		for _, d := range object.VirtualDeviceList(vm.Config.Hardware.Device).SelectByType((*types.VirtualDisk)(nil)) {
			disks[d.GetVirtualDevice().Key] = home
		}
	}
	for _, d := range spec.Disk {
		ds := get[*simulator.Datastore](l, d.Datastore)
		if ds == nil {
			return nil, nil, &types.ManagedObjectNotFound{Obj: d.Datastore}
		}
		disks[d.DiskId] = ds
	}
	return home, disks, nil
}

// relocationHost: the one asked for, else the present one if it will do, else the best of the pool's.
func (l *Lab) relocationHost(vm *simulator.VirtualMachine, spec types.VirtualMachineRelocateSpec, pool *types.ManagedObjectReference, home *simulator.Datastore, disks map[int32]*simulator.Datastore) (*simulator.HostSystem, fault) {
	var stores []types.ManagedObjectReference
	if home != nil {
		stores = append(stores, home.Self)
	}
	for _, ds := range disks {
		stores = union(stores, []types.ManagedObjectReference{ds.Self})
	}
	candidates := []types.ManagedObjectReference{*vm.Runtime.Host}
	if pool != nil {
		p := get[*simulator.ResourcePool](l, *pool)
		if p == nil {
			return nil, &types.ManagedObjectNotFound{Obj: *pool}
		}
		all := l.compute(p.Owner).Host
		if !slices.Contains(all, *vm.Runtime.Host) {
			candidates = nil
		}
		candidates = union(candidates, all)
	}
	if spec.Host != nil {
		if !slices.Contains(candidates, *spec.Host) {
			return nil, invalid("spec.host")
		}
		candidates = []types.ManagedObjectReference{*spec.Host}
	}
	var why fault = &types.NoCompatibleHost{}
	for _, ref := range candidates {
		h := get[*simulator.HostSystem](l, ref)
		switch allowed, _ := l.judge(vm, h); {
		case !l.answers(h):
			why = &types.HostNotConnected{}
		case ref != *vm.Runtime.Host && !allowed:
			why = explained(&types.NoCompatibleHost{}, "A mandatory rule keeps %s off %s.", vm.Name, h.Name)
		case ref != *vm.Runtime.Host && running(vm) && l.freeMemory(h) < int64(vm.Config.Hardware.MemoryMB):
			why = &types.InsufficientMemoryResourcesFault{Requested: int64(vm.Config.Hardware.MemoryMB) << 20, Unreserved: l.freeMemory(h) << 20}
		default:
			f := l.unreached(h, stores)
			if f == nil {
				return h, nil
			}
			why = f
		}
	}
	return nil, why
}
