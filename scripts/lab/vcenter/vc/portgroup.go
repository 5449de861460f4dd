package vc

import (
	"slices"
	"strconv"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// portgroup answers for a distributed port group.
type portgroup struct {
	*simulator.DistributedVirtualPortgroup
	notEntity
	lab *Lab
}

// CreateDVPortgroupTask makes one; AddDVPortgroupTask several.
func (s *dvs) CreateDVPortgroupTask(ctx *simulator.Context, req *types.CreateDVPortgroup_Task) soap.HasFault {
	return &methods.CreateDVPortgroup_TaskBody{Res: &types.CreateDVPortgroup_TaskResponse{
		Returnval: s.lab.task(ctx, s.folder(), "createDVPortgroup", func() (result, fault) { return s.addPortgroup(ctx, req.Spec) }),
	}}
}

// AddDVPortgroupTask makes several at once.
func (s *dvs) AddDVPortgroupTask(ctx *simulator.Context, req *types.AddDVPortgroup_Task) soap.HasFault {
	return &methods.AddDVPortgroup_TaskBody{Res: &types.AddDVPortgroup_TaskResponse{
		Returnval: s.lab.task(ctx, s.folder(), "addDVPortgroup", func() (result, fault) {
			for _, spec := range req.Spec {
				if _, f := s.addPortgroup(ctx, spec); f != nil {
					return nil, f
				}
			}
			return nil, nil
		}),
	}}
}

func (s *dvs) addPortgroup(ctx *simulator.Context, spec types.DVPortgroupConfigSpec) (result, fault) {
	l := s.lab
	ref := types.ManagedObjectReference{Type: "DistributedVirtualPortgroup"}
	if f := l.checkName(spec.Name); f != nil {
		return nil, f
	}
	if f := l.checkFree(*s.Parent, spec.Name, ref); f != nil {
		return nil, f
	}
	pg := &simulator.DistributedVirtualPortgroup{}
	pg.Name, pg.ManagedEntity.Name = spec.Name, spec.Name
	pg.Config = types.DVPortgroupConfigInfo{
		Name: spec.Name, NumPorts: 8, DistributedVirtualSwitch: &s.Self, DefaultPortConfig: s.inherited(), Type: "earlyBinding", ConfigVersion: "0",
		AutoExpand: types.NewBool(true), VmVnicNetworkResourcePoolKey: "-1", BackingType: "standard",
		Policy: &types.VMwareDVSPortgroupPolicy{DVPortgroupPolicy: types.DVPortgroupPolicy{
			BlockOverrideAllowed: true, PortConfigResetAtDisconnect: true,
			NetworkResourcePoolOverrideAllowed: types.NewBool(false), TrafficFilterOverrideAllowed: types.NewBool(false),
		}, IpfixOverrideAllowed: types.NewBool(false), MacManagementOverrideAllowed: types.NewBool(false)},
	}
	w := &portgroup{DistributedVirtualPortgroup: pg, lab: l}
	if f := w.apply(spec); f != nil {
		return nil, f
	}
	l.link(ctx, s.folder(), pg)
	pg.Key, pg.Config.Key = pg.Self.Value, pg.Self.Value
	pg.Summary = &types.NetworkSummary{Network: &pg.Self, Name: pg.Name, Accessible: true}
	pg.Host = slices.Clone(s.Summary.HostMember)
	s.Portgroup = append(slices.Clone(s.Portgroup), pg.Self)
	s.Summary.PortgroupName = append(slices.Clone(s.Summary.PortgroupName), pg.Name)
	for _, ref := range s.Summary.HostMember {
		h := get[*simulator.HostSystem](l, ref)
		h.Network = union(slices.Clone(h.Network), []types.ManagedObjectReference{pg.Self})
		l.relist(*h.Parent)
	}
	return pg.Self, nil
}

// inherited: a port group starts from the switch's port settings.
func (s *dvs) inherited() *types.VMwareDVSPortSetting {
	base := defaultPorts()
	merge(base, s.config().DefaultPortConfig)
	return base
}

func (p *portgroup) apply(spec types.DVPortgroupConfigSpec) fault {
	if s, ok := spec.DefaultPortConfig.(*types.VMwareDVSPortSetting); ok {
		if f := checkVlan(s.Vlan); f != nil {
			return f
		}
	}
	if spec.NumPorts < 0 || spec.NumPorts > 8192 {
		return invalid("spec.numPorts")
	}
	merge(&p.Config, &spec, "ConfigVersion")
	p.Config.Description = spec.Description
	p.PortKeys = nil
	for i := range int(p.Config.NumPorts) {
		p.PortKeys = append(p.PortKeys, strconv.Itoa(i))
	}
	return nil
}

// ReconfigureDVPortgroupTask merges; the library replaces and loses what is not said.
func (p *portgroup) ReconfigureDVPortgroupTask(ctx *simulator.Context, req *types.ReconfigureDVPortgroup_Task) soap.HasFault {
	return &methods.ReconfigureDVPortgroup_TaskBody{Res: &types.ReconfigureDVPortgroup_TaskResponse{
		Returnval: p.lab.task(ctx, p.DistributedVirtualPortgroup, "reconfigureDvPortgroup", func() (result, fault) {
			if v := req.Spec.ConfigVersion; v != "" && v != p.Config.ConfigVersion {
				return nil, &types.ConcurrentAccess{}
			}
			if n := req.Spec.Name; n != "" && n != p.Name {
				if f := p.lab.checkFree(*p.Parent, n, p.Self); f != nil {
					return nil, f
				}
			}
			if f := p.apply(req.Spec); f != nil {
				return nil, f
			}
			if req.Spec.Name != "" {
				p.lab.setName(p.DistributedVirtualPortgroup, req.Spec.Name)
			}
			n, _ := strconv.Atoi(p.Config.ConfigVersion)
			p.Config.ConfigVersion = strconv.Itoa(n + 1)
			return nil, nil
		}),
	}}
}

// RenameTask: the configuration and the summary carry the name too.
func (p *portgroup) RenameTask(ctx *simulator.Context, req *types.Rename_Task) soap.HasFault {
	return p.lab.rename(ctx, p.DistributedVirtualPortgroup, req)
}

// DestroyTask is refused while a machine or a VM kernel adapter is on it.
func (p *portgroup) DestroyTask(ctx *simulator.Context, _ *types.Destroy_Task) soap.HasFault {
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: p.lab.task(ctx, p.DistributedVirtualPortgroup, "destroy", func() (result, fault) {
			if on(p.Config.Uplink) {
				return nil, &types.NotSupported{}
			}
			if user := p.lab.userOf(p.Self, nil); user != "" {
				return nil, explained(&types.ResourceInUse{Type: p.Self.Type, Name: p.Name}, "The port group %s is in use by %s.", p.Name, user)
			}
			p.lab.removePortgroup(ctx, p.DistributedVirtualPortgroup)
			return nil, nil
		}),
	}}
}
