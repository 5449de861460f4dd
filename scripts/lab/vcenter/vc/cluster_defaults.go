package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

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
