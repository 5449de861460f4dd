package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// overrides: for each machine or host, an added or edited entry replaces the whole former one.
func (c *cluster) overrides(cfg *types.ClusterConfigInfoEx, spec *types.ClusterConfigSpecEx) fault {
	for _, s := range spec.DasVmConfigSpec {
		if s.Info != nil {
			if f := c.member(s.Info.Key); f != nil {
				return f
			}
		}
		if f := edit(&cfg.DasVmConfig, s.ArrayUpdateSpec, s.Info, func(i *types.ClusterDasVmConfigInfo) types.ManagedObjectReference { return i.Key }); f != nil {
			return f
		}
	}
	for _, s := range spec.DrsVmConfigSpec {
		if s.Info != nil {
			if f := c.member(s.Info.Key); f != nil {
				return f
			}
		}
		if f := edit(&cfg.DrsVmConfig, s.ArrayUpdateSpec, s.Info, func(i *types.ClusterDrsVmConfigInfo) types.ManagedObjectReference { return i.Key }); f != nil {
			return f
		}
	}
	for _, s := range spec.VmOrchestrationSpec {
		if f := edit(&cfg.VmOrchestration, s.ArrayUpdateSpec, s.Info, func(i *types.ClusterVmOrchestrationInfo) types.ManagedObjectReference { return i.Vm }); f != nil {
			return f
		}
	}
	for _, s := range spec.DpmHostConfigSpec {
		if s.Info != nil && !slices.Contains(c.Host, s.Info.Key) {
			return invalid("spec.dpmHostConfigSpec.info.key")
		}
		if f := edit(&cfg.DpmHostConfig, s.ArrayUpdateSpec, s.Info, func(i *types.ClusterDpmHostConfigInfo) types.ManagedObjectReference { return i.Key }); f != nil {
			return f
		}
	}
	return nil
}

// member: the machine exists and runs in this cluster.
func (c *cluster) member(ref types.ManagedObjectReference) fault {
	vm := get[*simulator.VirtualMachine](c.lab, ref)
	if vm == nil {
		return &types.ManagedObjectNotFound{Obj: ref}
	}
	if !slices.Contains(c.Host, *vm.Runtime.Host) {
		return explained(invalid("spec.info.key"), "The machine %s is not in the cluster %s.", vm.Name, c.Name)
	}
	return nil
}

// edit applies one entry of an array update, keyed by an object.
func edit[T any](list *[]T, op types.ArrayUpdateSpec, info *T, key func(*T) types.ManagedObjectReference) fault {
	res := slices.Clone(*list)
	if op.Operation == types.ArrayUpdateOperationRemove {
		ref, _ := op.RemoveKey.(types.ManagedObjectReference)
		res = slices.DeleteFunc(res, func(t T) bool { return key(&t) == ref })
		if len(res) == len(*list) {
			return invalid("spec.removeKey")
		}
		*list = res
		return nil
	}
	if info == nil {
		return invalid("spec.info")
	}
	res = slices.DeleteFunc(res, func(t T) bool { return key(&t) == key(info) })
	*list = append(res, *info)
	return nil
}
