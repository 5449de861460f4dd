package vc

import (
	"fmt"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
)

// addCluster makes a cluster, and moves its hosts into it.
func (l *Lab) addCluster(c Cluster) fault {
	made := l.folderOf(l.dc.HostFolder).CreateClusterEx(l.ctx, &types.CreateClusterEx{This: l.dc.HostFolder, Name: c.Name}).(*methods.CreateClusterExBody)
	if f := detailOf(made.Fault_); f != nil {
		return f
	}
	self := made.Res.Returnval
	join := &types.MoveInto_Task{This: self}
	for _, name := range c.Hosts {
		ref, f := l.hostNamed(name)
		if f != nil {
			return f
		}
		join.Host = append(join.Host, ref)
	}
	if _, f := l.await(l.clusterOf(self).MoveIntoTask(l.ctx, join).(*methods.MoveInto_TaskBody).Res.Returnval); f != nil {
		return f
	}
	return l.remember("cluster", c.Name, self, nil)
}

func (l *Lab) clusterOf(ref types.ManagedObjectReference) *cluster {
	return &cluster{ClusterComputeResource: get[*simulator.ClusterComputeResource](l, ref), lab: l}
}

// configureCluster sets what the estate says of it.
func (l *Lab) configureCluster(c Cluster) fault {
	self := l.olderRef("cluster", c.Name)
	if c.Evc != "" {
		req := &types.ConfigureEvcMode_Task{This: l.evcOf(self), EvcModeKey: c.Evc}
		if _, f := l.await(get[*evcManager](l, l.evcOf(self)).ConfigureEvcModeTask(l.ctx, req).(*methods.ConfigureEvcMode_TaskBody).Res.Returnval); f != nil {
			return f
		}
	}
	yes := types.NewBool(true)
	das := &types.ClusterDasConfigInfo{
		Enabled: yes, VmComponentProtecting: "enabled", HBDatastoreCandidatePolicy: "allFeasibleDsWithUserPreference",
		AdmissionControlEnabled: yes,
		AdmissionControlPolicy: &types.ClusterFailoverResourcesAdmissionControlPolicy{
			CpuFailoverResourcesPercent: c.CPUShare, MemoryFailoverResourcesPercent: c.MemoryShare, AutoComputePercentages: types.NewBool(false),
		},
		DefaultVmSettings: &types.ClusterDasVmSettings{
			IsolationResponse: c.IsolationResponse, RestartPriorityTimeout: c.RestartTimeout,
			VmComponentProtectionSettings: &types.ClusterVmComponentProtectionSettings{
				VmStorageProtectionForAPD: c.ApdResponse, VmStorageProtectionForPDL: c.PdlResponse, VmTerminateDelayForAPDSec: c.ApdDelay,
			},
		},
	}
	for i, address := range c.IsolationAddresses {
		das.Option = append(das.Option, &types.OptionValue{Key: fmt.Sprintf("das.isolationaddress%d", i), Value: address})
	}
	for _, name := range c.Heartbeat {
		ds := l.datastoreNamed(name)
		if ds == nil {
			return explained(&types.NotFound{}, "There is no datastore %s.", name)
		}
		das.HeartbeatDatastore = append(das.HeartbeatDatastore, ds.Self)
	}
	spec := &types.ClusterConfigSpecEx{
		DasConfig: das,
		DrsConfig: &types.ClusterDrsConfigInfo{Enabled: yes, DefaultVmBehavior: types.DrsBehavior(c.Drs), VmotionRate: c.DrsThreshold},
	}
	if c.Dpm != "" {
		spec.DpmConfig = &types.ClusterDpmConfigInfo{Enabled: yes, DefaultDpmBehavior: types.DpmBehavior(c.Dpm)}
	}
	req := &types.ReconfigureComputeResource_Task{This: self, Spec: spec, Modify: true}
	_, f := l.await(l.clusterOf(self).ReconfigureComputeResourceTask(l.ctx, req).(*methods.ReconfigureComputeResource_TaskBody).Res.Returnval)
	return f
}
