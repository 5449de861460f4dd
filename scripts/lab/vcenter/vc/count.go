package vc

import (
	"github.com/vmware/govmomi/simulator"
)

// counted are the kinds of the inventory that an estate makes.
var counted = []string{
	"Folder", "ResourcePool", "ClusterComputeResource", "VmwareDistributedVirtualSwitch", "DistributedVirtualPortgroup", "Datastore", "VirtualMachine",
}

// count of what is there, by kind: whoever interrupted a client sees whether anything was made twice. Tags are not counted: their
// service refuses a second one of a name.
func (l *Lab) count() map[string]int {
	n := map[string]int{}
	for _, kind := range counted {
		n[kind] = len(l.Map.All(kind))
	}
	for _, e := range l.Map.All("ClusterComputeResource") {
		cfg := configOf(e.(*simulator.ClusterComputeResource))
		n["ClusterGroup"] += len(cfg.Group)
		n["ClusterRule"] += len(cfg.Rule)
		n["ClusterDasVmConfig"] += len(cfg.DasVmConfig)
		n["ClusterDpmHostConfig"] += len(cfg.DpmHostConfig)
	}
	for ref := range l.hosts {
		n["HostVirtualNic"] += len(get[*simulator.HostSystem](l, ref).Config.Network.Vnic)
	}
	content := l.model.ServiceContent
	n["AuthorizationRole"] = len(get[*simulator.AuthorizationManager](l, *content.AuthorizationManager).RoleList)
	n["CustomField"] = len(get[*simulator.CustomFieldsManager](l, *content.CustomFieldsManager).Field)
	return n
}
