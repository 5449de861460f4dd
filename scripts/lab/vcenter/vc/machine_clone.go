package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// CloneVMTask chooses host and files, then takes over what the library leaves out.
func (m *machine) CloneVMTask(ctx *simulator.Context, req *types.CloneVM_Task) soap.HasFault {
	l := m.lab
	return &methods.CloneVM_TaskBody{Res: &types.CloneVM_TaskResponse{
		Returnval: l.task(ctx, m.VirtualMachine, "cloneVm", func() (result, fault) {
			in := get[*simulator.Folder](l, req.Folder)
			if in == nil {
				return nil, invalid("folder")
			}
			if f := l.checkMachineName(in.Self, req.Name, types.ManagedObjectReference{}); f != nil {
				return nil, f
			}
			if !reaches(get[*simulator.Datastore](l, m.Datastore[0]), *m.Runtime.Host) {
				return nil, explained(&types.InaccessibleDatastore{InvalidDatastore: types.InvalidDatastore{Datastore: &m.Datastore[0]}}, "The source %s lies on a datastore that no host reaches.", m.Name)
			}
			loc := &req.Spec.Location
			pool := loc.Pool
			if pool == nil {
				pool = m.ResourcePool
			}
			if pool == nil {
				return nil, invalid("spec.location.pool")
			}
			target := m.Datastore[0]
			if loc.Datastore != nil {
				target = *loc.Datastore
			}
			ds := get[*simulator.Datastore](l, target)
			if ds == nil {
				return nil, &types.ManagedObjectNotFound{Obj: target}
			}
			for _, d := range loc.Disk {
				if get[*simulator.Datastore](l, d.Datastore) == nil {
					return nil, &types.ManagedObjectNotFound{Obj: d.Datastore}
				}
			}
			spec := req.Spec.Config
			if spec == nil {
				spec = &types.VirtualMachineConfigSpec{}
			}
			// The network of the source is carried over, so the target host must have it too.
			h, f := l.place(need{pool: *pool, host: loc.Host, spec: spec, files: "[" + ds.Name + "]", datastores: disksOf(loc.Disk), memory: int64(m.Config.Hardware.MemoryMB)})
			if f != nil {
				return nil, f
			}
			if f := l.checkSpec(spec, m.VirtualMachine, h); f != nil {
				return nil, f
			}
			loc.Host, loc.Pool, loc.Datastore = &h.Self, pool, &target
			powerOn := req.Spec.PowerOn
			req.Spec.PowerOn = false
			ref, f := l.await(m.VirtualMachine.CloneVMTask(ctx, req).(*methods.CloneVM_TaskBody).Res.Returnval)
			if f != nil {
				return nil, f
			}
			vm := get[*simulator.VirtualMachine](l, ref.(types.ManagedObjectReference))
			l.likeSource(vm, m.VirtualMachine)
			l.completeVM(vm, spec)
			l.linkPolicy(vm.Self.Value, loc.Profile)
			if powerOn {
				if f := l.powerOn(ctx, vm); f != nil {
					return nil, f
				}
			}
			return ref, nil
		}),
	}}
}

func disksOf(list []types.VirtualMachineRelocateSpecDiskLocator) (refs []types.ManagedObjectReference) {
	for _, d := range list {
		refs = append(refs, d.Datastore)
	}
	return refs
}

// likeSource: a clone has what its source has; the library copies the hardware only.
func (l *Lab) likeSource(vm, src *simulator.VirtualMachine) {
	vm.Config.Firmware = src.Config.Firmware
	vm.Config.Annotation = src.Config.Annotation
	vm.Config.BootOptions = src.Config.BootOptions
}
