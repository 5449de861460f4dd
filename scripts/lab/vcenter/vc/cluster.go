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

// newCluster completes a cluster with what a vCenter sets by itself.
func (l *Lab) newCluster(ref types.ManagedObjectReference) *simulator.ClusterComputeResource {
	c := get[*simulator.ClusterComputeResource](l, ref)
	*configOf(c) = defaultClusterConfig()
	a := &alias{cluster: c}
	a.Self = aliasOf(ref)
	l.Map.Put(a)
	evc := &evcManager{lab: l}
	evc.Self = types.ManagedObjectReference{Type: "ClusterEVCManager", Value: "evcmanager-" + ref.Value}
	evc.ManagedCluster = ref
	l.Map.Put(evc)
	l.recount(ref)
	return c
}

func defaultClusterConfig() types.ClusterConfigInfoEx {
	yes, no := types.NewBool(true), types.NewBool(false)
	return types.ClusterConfigInfoEx{
		ComputeResourceConfigInfo: types.ComputeResourceConfigInfo{
			VmSwapPlacement:           string(types.VirtualMachineConfigInfoSwapPlacementTypeVmDirectory),
			DefaultHardwareVersionKey: hardwareVersion,
		},
		DasConfig: types.ClusterDasConfigInfo{
			Enabled: no, VmMonitoring: "vmMonitoringDisabled", HostMonitoring: "enabled",
			VmComponentProtecting: "disabled", FailoverLevel: 1, AdmissionControlEnabled: yes,
			AdmissionControlPolicy: &types.ClusterFailoverLevelAdmissionControlPolicy{FailoverLevel: 1},
			DefaultVmSettings: &types.ClusterDasVmSettings{
				RestartPriority: "medium", RestartPriorityTimeout: 600, IsolationResponse: "none",
				VmToolsMonitoringSettings: &types.ClusterVmToolsMonitoringSettings{
					Enabled: no, VmMonitoring: "vmMonitoringDisabled", FailureInterval: 30, MinUpTime: 120, MaxFailures: 3, MaxFailureWindow: -1,
				},
				VmComponentProtectionSettings: &types.ClusterVmComponentProtectionSettings{
					VmStorageProtectionForAPD: "disabled", VmStorageProtectionForPDL: "disabled",
					EnableAPDTimeoutForHosts: no, VmTerminateDelayForAPDSec: 180, VmReactionOnAPDCleared: "none",
				},
			},
			HBDatastoreCandidatePolicy: "allFeasibleDsWithUserPreference",
		},
		DrsConfig: types.ClusterDrsConfigInfo{
			Enabled: no, EnableVmBehaviorOverrides: yes, DefaultVmBehavior: types.DrsBehaviorFullyAutomated, VmotionRate: 3,
			ScaleDescendantsShares: "disabled",
		},
		DpmConfigInfo:       &types.ClusterDpmConfigInfo{Enabled: no, DefaultDpmBehavior: types.DpmBehaviorManual, HostPowerActionRate: 3},
		Orchestration:       &types.ClusterOrchestrationInfo{DefaultVmReadiness: &types.ClusterVmReadiness{ReadyCondition: "none"}},
		ProactiveDrsConfig:  &types.ClusterProactiveDrsConfigInfo{Enabled: no},
		InfraUpdateHaConfig: &types.ClusterInfraUpdateHaConfigInfo{Enabled: no, Behavior: "Manual", ModerateRemediation: "QuarantineMode", SevereRemediation: "QuarantineMode"},
		VsanConfigInfo:      &types.VsanClusterConfigInfo{Enabled: no, DefaultConfig: &types.VsanClusterConfigInfoHostDefaultInfo{AutoClaimStorage: no}},
	}
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

// rename is for every entity that lies in a folder.
func (l *Lab) rename(ctx *simulator.Context, e mo.Entity, req *types.Rename_Task) soap.HasFault {
	return &methods.Rename_TaskBody{Res: &types.Rename_TaskResponse{
		Returnval: l.task(ctx, l.taskOwner(e), "rename", func() (result, fault) {
			if f := l.checkName(req.NewName); f != nil {
				return nil, f
			}
			if f := l.checkFree(*e.Entity().Parent, req.NewName, e.Reference()); f != nil {
				return nil, f
			}
			l.setName(e, req.NewName)
			return nil, nil
		}),
	}}
}

// taskOwner: the library's task manager cannot take a switch of the type that
// clients ask for, so its tasks run on its folder.
func (l *Lab) taskOwner(e mo.Entity) mo.Reference {
	if s, ok := e.(*simulator.DistributedVirtualSwitch); ok {
		return get[*simulator.Folder](l, *s.Parent)
	}
	return e
}

// setName writes the name wherever vSphere shows it.
func (l *Lab) setName(e mo.Entity, name string) {
	e.Entity().Name = name
	switch o := e.(type) {
	case *simulator.DistributedVirtualSwitch:
		o.Name, o.Summary.Name = name, name
		o.Config.GetDVSConfigInfo().Name = name
	case *simulator.DistributedVirtualPortgroup:
		l.renamePortgroup(o, name)
	case *simulator.Datastore:
		o.Summary.Name = name
		o.Info.GetDatastoreInfo().Name = name
		if v, ok := o.Info.(*types.VmfsDatastoreInfo); ok {
			v.Vmfs.Name = name
		}
	case *simulator.VirtualMachine:
		o.Config.Name, o.Summary.Config.Name = name, name
	case *simulator.ResourcePool:
		o.Summary.GetResourcePoolSummary().Name = name
	}
}
