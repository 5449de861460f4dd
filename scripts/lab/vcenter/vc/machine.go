package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// machine answers for a virtual machine.
type machine struct {
	*simulator.VirtualMachine
	notEntity
	lab *Lab
}

func running(vm *simulator.VirtualMachine) bool {
	return vm.Runtime.PowerState == types.VirtualMachinePowerStatePoweredOn
}

// reachable: nothing can be done to a machine on a host that does not answer.
func (m *machine) reachable() fault {
	if !m.lab.connected(*m.Runtime.Host) {
		return &types.HostNotConnected{}
	}
	return nil
}

// ReconfigVMTask checks first: the library would change half and stop, or panic.
func (m *machine) ReconfigVMTask(ctx *simulator.Context, req *types.ReconfigVM_Task) soap.HasFault {
	l := m.lab
	return &methods.ReconfigVM_TaskBody{Res: &types.ReconfigVM_TaskResponse{
		Returnval: l.task(ctx, m.VirtualMachine, "reconfigVm", func() (result, fault) {
			if f := m.workable(); f != nil {
				return nil, f
			}
			spec := &req.Spec
			if n := spec.Name; n != "" && n != m.Name {
				if f := l.checkMachineName(*m.Parent, n, m.Self); f != nil {
					return nil, f
				}
			}
			h := get[*simulator.HostSystem](l, *m.Runtime.Host)
			if f := l.checkSpec(spec, m.VirtualMachine, h); f != nil {
				return nil, f
			}
			if f := l.checkRunning(spec, m.VirtualMachine); f != nil {
				return nil, f
			}
			_, f := l.await(m.VirtualMachine.ReconfigVMTask(ctx, req).(*methods.ReconfigVM_TaskBody).Res.Returnval)
			if f != nil {
				return nil, f
			}
			if spec.Name != "" {
				l.setName(m.VirtualMachine, spec.Name)
			}
			l.keep(m.VirtualMachine, spec)
			l.relink(m.VirtualMachine)
			return nil, nil
		}),
	}}
}

// RenameTask: the configuration carries the name too.
func (m *machine) RenameTask(ctx *simulator.Context, req *types.Rename_Task) soap.HasFault {
	return m.lab.rename(ctx, m.VirtualMachine, req)
}

// PowerOnVMTask is refused where capacity, admission control or rules leave no host.
func (m *machine) PowerOnVMTask(ctx *simulator.Context, req *types.PowerOnVM_Task) soap.HasFault {
	return &methods.PowerOnVM_TaskBody{Res: &types.PowerOnVM_TaskResponse{
		Returnval: m.lab.task(ctx, m.VirtualMachine, "powerOn", func() (result, fault) {
			return nil, m.lab.powerOn(ctx, m.VirtualMachine)
		}),
	}}
}

// PowerOffVMTask needs the host.
func (m *machine) PowerOffVMTask(ctx *simulator.Context, req *types.PowerOffVM_Task) soap.HasFault {
	return &methods.PowerOffVM_TaskBody{Res: &types.PowerOffVM_TaskResponse{
		Returnval: m.lab.task(ctx, m.VirtualMachine, "powerOff", func() (result, fault) {
			if f := m.reachable(); f != nil {
				return nil, f
			}
			_, f := m.lab.await(m.VirtualMachine.PowerOffVMTask(ctx, req).(*methods.PowerOffVM_TaskBody).Res.Returnval)
			m.lab.tallyOf(m.VirtualMachine)
			return nil, f
		}),
	}}
}

// ShutdownGuest: no guest runs here, so the machine is off at once; the library demands tools that never start.
func (m *machine) ShutdownGuest(ctx *simulator.Context, req *types.ShutdownGuest) soap.HasFault {
	if !running(m.VirtualMachine) {
		return &methods.ShutdownGuestBody{Fault_: refuse(&types.InvalidPowerState{RequestedState: types.VirtualMachinePowerStatePoweredOn, ExistingState: m.Runtime.PowerState})}
	}
	m.VirtualMachine.PowerOffVMTask(ctx, &types.PowerOffVM_Task{This: m.Self})
	return &methods.ShutdownGuestBody{Res: &types.ShutdownGuestResponse{}}
}

// DestroyTask takes the machine out of groups, rules, overrides and policies too.
func (m *machine) DestroyTask(ctx *simulator.Context, req *types.Destroy_Task) soap.HasFault {
	l := m.lab
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: l.task(ctx, m.VirtualMachine, "destroy", func() (result, fault) {
			if f := m.workable(); f != nil {
				return nil, f
			}
			if running(m.VirtualMachine) {
				return nil, &types.InvalidPowerState{RequestedState: types.VirtualMachinePowerStatePoweredOff, ExistingState: m.Runtime.PowerState}
			}
			stores := slices.Clone(m.Datastore)
			if _, f := l.await(m.VirtualMachine.DestroyTask(ctx, req).(*methods.Destroy_TaskBody).Res.Returnval); f != nil {
				return nil, f
			}
			l.dropFromCluster(m.Self)
			l.forget(m.Self)
			l.forgetPolicies(m.Self.Value)
			delete(l.away, m.Self)
			for _, ref := range stores {
				ds := get[*simulator.Datastore](l, ref)
				simulator.RemoveReference(&ds.Vm, m.Self)
				l.account(ds)
			}
			return nil, nil
		}),
	}}
}
