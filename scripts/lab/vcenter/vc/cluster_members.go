package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// standalone answers for the compute resource of a host outside any cluster.
type standalone struct {
	*mo.ComputeResource
	notEntity
	lab *Lab
}

// MoveIntoTask takes hosts into the cluster with their machines, datastores and networks.
func (c *cluster) MoveIntoTask(ctx *simulator.Context, req *types.MoveInto_Task) soap.HasFault {
	l := c.lab
	return &methods.MoveInto_TaskBody{Res: &types.MoveInto_TaskResponse{
		Returnval: l.task(ctx, c.ClusterComputeResource, "moveInto", func() (result, fault) {
			for _, ref := range req.Host {
				if f := c.mayEnter(ref); f != nil {
					return nil, f
				}
			}
			for _, ref := range req.Host {
				l.moveHost(ctx, get[*simulator.HostSystem](l, ref), c.Self)
			}
			return nil, nil
		}),
	}}
}

func (c *cluster) mayEnter(ref types.ManagedObjectReference) fault {
	h := get[*simulator.HostSystem](c.lab, ref)
	if h == nil {
		return &types.ManagedObjectNotFound{Obj: ref}
	}
	if *h.Parent == c.Self {
		return explained(&types.DuplicateName{Name: h.Name, Object: ref}, "The host %s is in the cluster %s already.", h.Name, c.Name)
	}
	if h.Parent.Type == "ClusterComputeResource" && !h.Runtime.InMaintenanceMode {
		return explained(&types.InvalidState{}, "The host %s must be in maintenance mode to leave its cluster.", h.Name)
	}
	if h.Runtime.ConnectionState != types.HostSystemConnectionStateConnected {
		return &types.HostNotConnected{}
	}
	mode := c.Summary.(*types.ClusterComputeResourceSummary).CurrentEVCModeKey
	if mode != "" && c.lab.evcReached(mode, []types.ManagedObjectReference{ref}) != nil {
		f := &types.EVCAdmissionFailedCPUFeaturesForMode{CurrentEVCModeKey: mode}
		return explained(f, "The processors of %s do not reach the EVC mode %s of the cluster %s.", h.Name, mode, c.Name)
	}
	return nil
}

// moveHost takes a host from its compute resource to another one.
func (l *Lab) moveHost(ctx *simulator.Context, h *simulator.HostSystem, to types.ManagedObjectReference) {
	from := *h.Parent
	old, cr := l.compute(from), l.compute(to)
	old.Host = slices.DeleteFunc(slices.Clone(old.Host), func(r types.ManagedObjectReference) bool { return r == h.Self })
	cr.Host = append(slices.Clone(cr.Host), h.Self)
	h.Parent = &cr.Self
	for _, ref := range h.Vm {
		l.setPool(get[*simulator.VirtualMachine](l, ref), *cr.ResourcePool)
		get[*simulator.VirtualMachine](l, ref).EnvironmentBrowser = *cr.EnvironmentBrowser
	}
	l.relist(to)
	if from.Type == "ComputeResource" {
		l.removePool(ctx, *old.ResourcePool)
		l.Map.Remove(ctx, *old.EnvironmentBrowser)
		l.unlink(ctx, old)
	} else {
		l.leaveCluster(from, h.Self)
		l.relist(from)
		l.recount(from)
	}
	if c := get[*simulator.ClusterComputeResource](l, to); c != nil {
		h.Summary.CurrentEVCModeKey = c.Summary.(*types.ClusterComputeResourceSummary).CurrentEVCModeKey
	} else {
		h.Summary.CurrentEVCModeKey = ""
	}
	l.recount(to)
}

// leaveCluster takes a host out of groups and DPM overrides.
func (l *Lab) leaveCluster(ref, h types.ManagedObjectReference) {
	cfg := configOf(get[*simulator.ClusterComputeResource](l, ref))
	for _, g := range cfg.Group {
		if g, ok := g.(*types.ClusterHostGroup); ok {
			g.Host = slices.DeleteFunc(slices.Clone(g.Host), func(r types.ManagedObjectReference) bool { return r == h })
		}
	}
	cfg.DpmHostConfig = slices.DeleteFunc(slices.Clone(cfg.DpmHostConfig), func(i types.ClusterDpmHostConfigInfo) bool { return i.Key == h })
}

// relist rebuilds what a compute resource shows of its hosts: datastores, networks, hardware versions.
func (l *Lab) relist(ref types.ManagedObjectReference) {
	cr := l.compute(ref)
	if cr == nil {
		return
	}
	cr.Datastore, cr.Network = nil, nil
	for _, r := range cr.Host {
		h := get[*simulator.HostSystem](l, r)
		cr.Datastore = union(cr.Datastore, h.Datastore)
		cr.Network = union(cr.Network, h.Network)
	}
	get[*simulator.EnvironmentBrowser](l, *cr.EnvironmentBrowser).QueryConfigOptionDescriptorResponse.Returnval = hardwareOf(cr.Host)
}

func union(a, b []types.ManagedObjectReference) []types.ManagedObjectReference {
	for _, r := range b {
		if !slices.Contains(a, r) {
			a = append(a, r)
		}
	}
	return a
}

// leaveForFolder: a host moved to a host folder gets a compute resource of its own again.
func (l *Lab) leaveForFolder(ctx *simulator.Context, h *simulator.HostSystem, in *simulator.Folder) fault {
	if !h.Runtime.InMaintenanceMode {
		return explained(&types.InvalidState{}, "The host %s must be in maintenance mode to leave its cluster.", h.Name)
	}
	// The library makes one only together with a new host: that host is thrown away.
	donor, f := simulator.CreateStandaloneHost(ctx, in, types.HostConnectSpec{HostName: h.Name})
	if f != nil {
		return f
	}
	cr := l.compute(*donor.Parent)
	cr.Host = nil
	for _, r := range []*types.ManagedObjectReference{
		donor.ConfigManager.DatastoreSystem, donor.ConfigManager.NetworkSystem, donor.ConfigManager.VirtualNicManager,
		donor.ConfigManager.AdvancedOption, donor.ConfigManager.FirewallSystem, donor.ConfigManager.StorageSystem,
		donor.ConfigManager.CertificateManager,
	} {
		l.Map.Remove(ctx, *r)
	}
	l.Map.Remove(ctx, donor.Self)
	l.moveHost(ctx, h, cr.Self)
	return nil
}
