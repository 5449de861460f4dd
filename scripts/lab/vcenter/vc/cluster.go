package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// cluster answers for a compute cluster.
type cluster struct {
	*simulator.ClusterComputeResource
	notEntity
	lab *Lab
}

func (c *cluster) config() *types.ClusterConfigInfoEx {
	return c.ConfigurationEx.(*types.ClusterConfigInfoEx)
}

func configOf(c *simulator.ClusterComputeResource) *types.ClusterConfigInfoEx {
	return c.ConfigurationEx.(*types.ClusterConfigInfoEx)
}

// alias is the cluster seen as a plain ComputeResource: clients ask for it under that type too.
type alias struct {
	mo.ComputeResource
	notEntity
	cluster *simulator.ClusterComputeResource
}

// Get is what the property collector reads instead of this object.
func (a *alias) Get() mo.Reference { return &a.cluster.ComputeResource }

func aliasOf(ref types.ManagedObjectReference) types.ManagedObjectReference {
	return types.ManagedObjectReference{Type: "ComputeResource", Value: ref.Value}
}

// RenameTask refuses a name that its folder holds already.
func (c *cluster) RenameTask(ctx *simulator.Context, req *types.Rename_Task) soap.HasFault {
	return c.lab.rename(ctx, c.ClusterComputeResource, req)
}

// DestroyTask is refused while hosts are in use in it.
func (c *cluster) DestroyTask(ctx *simulator.Context, _ *types.Destroy_Task) soap.HasFault {
	l := c.lab
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: l.task(ctx, c.ClusterComputeResource, "destroy", func() (result, fault) {
			if len(c.Host) > 0 || len(get[*simulator.ResourcePool](l, *c.ResourcePool).Vm) > 0 {
				return nil, explained(&types.ResourceInUse{Type: c.Self.Type, Name: c.Name}, "The cluster %s still holds hosts or machines.", c.Name)
			}
			l.Map.Remove(ctx, aliasOf(c.Self))
			l.Map.Remove(ctx, l.evcOf(c.Self))
			l.removePool(ctx, *c.ResourcePool)
			l.Map.Remove(ctx, *c.EnvironmentBrowser)
			l.forget(c.Self)
			l.unlink(ctx, c.ClusterComputeResource)
			return nil, nil
		}),
	}}
}
