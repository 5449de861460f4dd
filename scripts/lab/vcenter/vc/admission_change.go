package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// admitChange: a running machine reserves more only where its host, its pool and HA have it to give.
func (l *Lab) admitChange(spec *types.VirtualMachineConfigSpec, vm *simulator.VirtualMachine) fault {
	oldCPU, oldMem := reservations(vm)
	cpu, mem := oldCPU, oldMem
	if a := spec.CpuAllocation; a != nil && a.Reservation != nil {
		cpu = *a.Reservation
	}
	if a := spec.MemoryAllocation; a != nil && a.Reservation != nil {
		mem = *a.Reservation
	}
	if locked := spec.MemoryReservationLockedToMax; locked != nil && *locked || locked == nil && on(vm.Config.MemoryReservationLockedToMax) {
		mem = max(spec.MemoryMB, int64(vm.Config.Hardware.MemoryMB))
	}
	if cpu <= oldCPU && mem <= oldMem {
		return nil
	}
	h := get[*simulator.HostSystem](l, *vm.Runtime.Host)
	freeCPU, freeMem := l.unreservedOf(h, vm.Self)
	switch {
	case mem > oldMem && mem > freeMem:
		f := &types.InsufficientMemoryResourcesFault{Unreserved: freeMem << 20, Requested: mem << 20}
		return explained(f, "%s cannot reserve %d MiB: its host %s has %d MiB that nobody reserved.", vm.Name, mem, h.Name, freeMem)
	case cpu > oldCPU && cpu > freeCPU:
		f := &types.InsufficientCpuResourcesFault{Unreserved: freeCPU, Requested: cpu}
		return explained(f, "%s cannot reserve %d MHz: its host %s has %d MHz that nobody reserved.", vm.Name, cpu, h.Name, freeCPU)
	case vm.ResourcePool == nil:
		return nil
	}
	if f := l.admit(*vm.ResourcePool, cpu, mem, vm.Self); f != nil {
		return f
	}
	return l.admitFailover(vm, cpu, mem)
}

// reservations of a machine, in MHz and MiB.
func reservations(vm *simulator.VirtualMachine) (cpu, mem int64) {
	cpu, mem = value(vm.Config.CpuAllocation.Reservation), value(vm.Config.MemoryAllocation.Reservation)
	if on(vm.Config.MemoryReservationLockedToMax) {
		mem = int64(vm.Config.Hardware.MemoryMB)
	}
	return cpu, mem
}

// unreservedOf a host, in MHz and MiB, one machine left out of the count.
func (l *Lab) unreservedOf(h *simulator.HostSystem, except types.ManagedObjectReference) (cpu, mem int64) {
	hw := h.Summary.Hardware
	cpu, mem = int64(hw.CpuMhz)*int64(hw.NumCpuCores), hw.MemorySize>>20
	for _, ref := range h.Vm {
		if vm := get[*simulator.VirtualMachine](l, ref); vm != nil && ref != except && running(vm) {
			c, m := reservations(vm)
			cpu, mem = cpu-c, mem-m
		}
	}
	return cpu, mem
}
