package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
)

// powerOn admits the machine and starts it on the best host.
func (l *Lab) powerOn(ctx *simulator.Context, vm *simulator.VirtualMachine) fault {
	if vm.Config.Template {
		return &types.InvalidState{}
	}
	if running(vm) {
		return &types.InvalidPowerState{RequestedState: types.VirtualMachinePowerStatePoweredOn, ExistingState: vm.Runtime.PowerState}
	}
	for _, ref := range vm.Datastore {
		if ds := get[*simulator.Datastore](l, ref); !ds.Summary.Accessible {
			return explained(&types.InaccessibleDatastore{InvalidDatastore: types.InvalidDatastore{Datastore: &ref, Name: ds.Name}}, "The datastore %s of %s is not accessible.", ds.Name, vm.Name)
		}
	}
	if vm.ResourcePool != nil {
		cpu, mem := value(vm.Config.CpuAllocation.Reservation), value(vm.Config.MemoryAllocation.Reservation)
		if f := l.admit(*vm.ResourcePool, cpu, mem, vm.Self); f != nil {
			return f
		}
		if f := l.admitFailover(vm, cpu, mem); f != nil {
			return f
		}
	}
	h, f := l.best(vm, l.compute(*get[*simulator.HostSystem](l, *vm.Runtime.Host).Parent).Host)
	if f != nil {
		return f
	}
	if h.Self != *vm.Runtime.Host {
		l.move(vm, h)
	}
	_, f = l.await(vm.PowerOnVMTask(ctx, &types.PowerOnVM_Task{This: vm.Self}).(*methods.PowerOnVM_TaskBody).Res.Returnval)
	if f == nil {
		l.startedWith(vm)
	}
	l.tallyOf(vm)
	return f
}

// admitFailover: HA keeps a share of the cluster free; reservations may not eat into it.
func (l *Lab) admitFailover(vm *simulator.VirtualMachine, cpu, mem int64) fault {
	c := get[*simulator.ClusterComputeResource](l, get[*simulator.ResourcePool](l, *vm.ResourcePool).Owner)
	if c == nil {
		return nil
	}
	das := configOf(c).DasConfig
	p, ok := das.AdmissionControlPolicy.(*types.ClusterFailoverResourcesAdmissionControlPolicy)
	if !ok || !on(das.Enabled) || !on(das.AdmissionControlEnabled) {
		return nil
	}
	cpuPct, memPct := int64(p.CpuFailoverResourcesPercent), int64(p.MemoryFailoverResourcesPercent)
	if on(p.AutoComputePercentages) && len(c.Host) > 0 {
		cpuPct = int64(p.FailoverLevel) * 100 / int64(len(c.Host))
		memPct = cpuPct
	}
	for _, ref := range c.Host {
		for _, v := range get[*simulator.HostSystem](l, ref).Vm {
			if o := get[*simulator.VirtualMachine](l, v); o != nil && running(o) && v != vm.Self {
				cpu += max(value(o.Config.CpuAllocation.Reservation), 32) // HA counts at least 32 MHz for each
				mem += value(o.Config.MemoryAllocation.Reservation)
			}
		}
	}
	s := c.Summary.GetComputeResourceSummary()
	if cpu*100 > int64(s.EffectiveCpu)*(100-cpuPct) || mem*100 > s.EffectiveMemory*(100-memPct) {
		return explained(&types.InsufficientFailoverResourcesFault{}, "Insufficient resources to satisfy the failover level of %s: %d %% CPU and %d %% memory are kept free.", c.Name, cpuPct, memPct)
	}
	return nil
}
