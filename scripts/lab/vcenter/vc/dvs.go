package vc

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// dvs answers for a distributed switch. Its reference has the type that clients
// ask for, VmwareDistributedVirtualSwitch; the library's update machinery would
// panic on that, so fields are set directly and tasks run on the folder.
type dvs struct {
	*simulator.DistributedVirtualSwitch
	notEntity
	lab *Lab
}

func (s *dvs) config() *types.VMwareDVSConfigInfo { return s.Config.(*types.VMwareDVSConfigInfo) }

func dvsConfig(s *simulator.DistributedVirtualSwitch) *types.VMwareDVSConfigInfo {
	return s.Config.(*types.VMwareDVSConfigInfo)
}

func (s *dvs) folder() *simulator.Folder { return get[*simulator.Folder](s.lab, *s.Parent) }

var dvsVersions = []string{"6.5.0", "6.6.0", "7.0.0", "7.0.2", "7.0.3", "8.0.0", "8.0.3"}

// CreateDVSTask makes the switch with the defaults of a vCenter and its uplink port group.
func (f *folder) CreateDVSTask(ctx *simulator.Context, req *types.CreateDVS_Task) soap.HasFault {
	l := f.lab
	return &methods.CreateDVS_TaskBody{Res: &types.CreateDVS_TaskResponse{
		Returnval: l.task(ctx, f.Folder, "createDVS", func() (result, fault) {
			spec, ok := req.Spec.ConfigSpec.(*types.VMwareDVSConfigSpec)
			if !ok {
				return nil, invalid("spec.configSpec")
			}
			version := dvsVersions[len(dvsVersions)-1]
			if p := req.Spec.ProductInfo; p != nil && p.Version != "" {
				version = p.Version
			}
			if !slices.Contains(dvsVersions, version) {
				return nil, explained(invalid("spec.productInfo.version"), "vCenter 8.0.3 knows no switch of version %s.", version)
			}
			ref := types.ManagedObjectReference{Type: "VmwareDistributedVirtualSwitch"}
			if bad := l.checkName(spec.Name); bad != nil {
				return nil, bad
			}
			if bad := l.checkFree(f.Self, spec.Name, ref); bad != nil {
				return nil, bad
			}
			l.dvsCount++
			ref.Value = fmt.Sprintf("dvs-%d", 1000+l.dvsCount)
			s := &simulator.DistributedVirtualSwitch{}
			s.Self, s.Name, s.Uuid = ref, spec.Name, dvsUUID(ref.Value)
			s.ManagedEntity.Name = spec.Name
			s.Config = defaultSwitch(s, version)
			s.Summary = types.DVSSummary{Name: s.Name, Uuid: s.Uuid, ProductInfo: &s.Config.(*types.VMwareDVSConfigInfo).ProductInfo}
			w := &dvs{DistributedVirtualSwitch: s, lab: l}
			if bad := w.apply(spec); bad != nil {
				return nil, bad
			}
			l.link(ctx, f.Folder, s)
			w.applyHosts(spec)
			w.addUplinkGroup(ctx)
			return s.Self, nil
		}),
	}}
}

// dvsUUID has the form in which vSphere prints it: bytes and a dash.
func dvsUUID(seed string) string {
	h := uuid.NewSHA1(uuid.NameSpaceURL, []byte(seed))
	return fmt.Sprintf("50 %02x %02x %02x %02x %02x %02x %02x-%02x %02x %02x %02x %02x %02x %02x %02x",
		h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8], h[9], h[10], h[11], h[12], h[13], h[14], h[15])
}

func defaultSwitch(s *simulator.DistributedVirtualSwitch, version string) *types.VMwareDVSConfigInfo {
	return &types.VMwareDVSConfigInfo{
		DVSConfigInfo: types.DVSConfigInfo{
			Uuid: s.Uuid, Name: s.Name, MaxPorts: 2147483647, ConfigVersion: "0", CreateTime: time.Now(),
			UplinkPortPolicy:              &types.DVSNameArrayUplinkPortPolicy{UplinkPortName: []string{"uplink1", "uplink2", "uplink3", "uplink4"}},
			DefaultPortConfig:             defaultPorts(),
			ProductInfo:                   types.DistributedVirtualSwitchProductSpec{Name: "DVS", Vendor: "VMware, Inc.", Version: version, ForwardingClass: "etherswitch"},
			NetworkResourceControlVersion: "version3", DefaultProxySwitchMaxNumPorts: 512,
			InfrastructureTrafficResourceConfig: defaultTraffic(),
		},
		MaxMtu:                      1500,
		LinkDiscoveryProtocolConfig: &types.LinkDiscoveryProtocolConfig{Protocol: "cdp", Operation: "listen"},
		IpfixConfig:                 &types.VMwareIpfixConfig{ActiveFlowTimeout: 60, IdleFlowTimeout: 15, SamplingRate: 4096},
		LacpApiVersion:              "multipleLag",
		MulticastFilteringMode:      "snooping",
	}
}

// ReconfigureDvsTask is refused when the configuration changed since it was read.
func (s *dvs) ReconfigureDvsTask(ctx *simulator.Context, req *types.ReconfigureDvs_Task) soap.HasFault {
	return &methods.ReconfigureDvs_TaskBody{Res: &types.ReconfigureDvs_TaskResponse{
		Returnval: s.lab.task(ctx, s.folder(), "reconfigureDvs", func() (result, fault) {
			spec, ok := req.Spec.(*types.VMwareDVSConfigSpec)
			if !ok {
				spec = &types.VMwareDVSConfigSpec{DVSConfigSpec: *req.Spec.GetDVSConfigSpec()}
			}
			if v := spec.ConfigVersion; v != "" && v != s.config().ConfigVersion {
				return nil, &types.ConcurrentAccess{}
			}
			if spec.Name != "" && spec.Name != s.Name {
				if bad := s.lab.checkFree(*s.Parent, spec.Name, s.Self); bad != nil {
					return nil, bad
				}
			}
			if bad := s.apply(spec); bad != nil {
				return nil, bad
			}
			s.applyHosts(spec)
			s.touch()
			return nil, nil
		}),
	}}
}

// touch: every change counts the configuration version up.
func (s *dvs) touch() {
	n, _ := strconv.Atoi(s.config().ConfigVersion)
	s.config().ConfigVersion = strconv.Itoa(n + 1)
}

// RenameTask: the configuration and the summary carry the name too.
func (s *dvs) RenameTask(ctx *simulator.Context, req *types.Rename_Task) soap.HasFault {
	return s.lab.rename(ctx, s.DistributedVirtualSwitch, req)
}

// EnableNetworkResourceManagement turns I/O control on or off.
func (s *dvs) EnableNetworkResourceManagement(_ *simulator.Context, req *types.EnableNetworkResourceManagement) soap.HasFault {
	s.config().NetworkResourceManagementEnabled = req.Enable
	s.touch()
	return &methods.EnableNetworkResourceManagementBody{Res: &types.EnableNetworkResourceManagementResponse{}}
}

// PerformDvsProductSpecOperationTask upgrades, never down.
func (s *dvs) PerformDvsProductSpecOperationTask(ctx *simulator.Context, req *types.PerformDvsProductSpecOperation_Task) soap.HasFault {
	return &methods.PerformDvsProductSpecOperation_TaskBody{Res: &types.PerformDvsProductSpecOperation_TaskResponse{
		Returnval: s.lab.task(ctx, s.folder(), "upgradeDvs", func() (result, fault) {
			from := slices.Index(dvsVersions, s.config().ProductInfo.Version)
			to := -1
			if req.ProductSpec != nil {
				to = slices.Index(dvsVersions, req.ProductSpec.Version)
			}
			if to < from {
				return nil, invalid("productSpec.version")
			}
			s.config().ProductInfo.Version = dvsVersions[to]
			s.touch()
			return nil, nil
		}),
	}}
}

// DestroyTask is refused while a machine or a VM kernel adapter uses one of its port groups.
func (s *dvs) DestroyTask(ctx *simulator.Context, _ *types.Destroy_Task) soap.HasFault {
	l := s.lab
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: l.task(ctx, s.folder(), "destroy", func() (result, fault) {
			for _, ref := range s.Portgroup {
				if user := l.userOf(ref, nil); user != "" {
					return nil, explained(&types.ResourceInUse{Type: s.Self.Type, Name: s.Name}, "The switch %s is in use: %s is on its port group %s.", s.Name, user, l.nameOf(ref))
				}
			}
			for _, m := range slices.Clone(s.Summary.HostMember) {
				s.leave(m)
			}
			for _, ref := range slices.Clone(s.Portgroup) {
				l.removePortgroup(ctx, get[*simulator.DistributedVirtualPortgroup](l, ref))
			}
			l.unlink(ctx, s.DistributedVirtualSwitch)
			return nil, nil
		}),
	}}
}

// switchByUUID finds a distributed switch.
func (l *Lab) switchByUUID(id string) *simulator.DistributedVirtualSwitch {
	for _, e := range l.Map.All("VmwareDistributedVirtualSwitch") {
		if s := e.(*simulator.DistributedVirtualSwitch); s.Uuid == id {
			return s
		}
	}
	return nil
}

// dvsManager finds switches and port groups by their keys.
type dvsManager struct {
	*simulator.DistributedVirtualSwitchManager
	notEntity
	lab *Lab
}

// QueryDvsByUuid finds a switch.
func (m *dvsManager) QueryDvsByUuid(_ *simulator.Context, req *types.QueryDvsByUuid) soap.HasFault {
	s := m.lab.switchByUUID(req.Uuid)
	if s == nil {
		return &methods.QueryDvsByUuidBody{Fault_: refuse(&types.NotFound{})}
	}
	return &methods.QueryDvsByUuidBody{Res: &types.QueryDvsByUuidResponse{Returnval: &s.Self}}
}

// DVSManagerLookupDvPortGroup finds a port group.
func (m *dvsManager) DVSManagerLookupDvPortGroup(_ *simulator.Context, req *types.DVSManagerLookupDvPortGroup) soap.HasFault {
	if s := m.lab.switchByUUID(req.SwitchUuid); s != nil {
		for _, ref := range s.Portgroup {
			if get[*simulator.DistributedVirtualPortgroup](m.lab, ref).Key == req.PortgroupKey {
				return &methods.DVSManagerLookupDvPortGroupBody{Res: &types.DVSManagerLookupDvPortGroupResponse{Returnval: &ref}}
			}
		}
	}
	return &methods.DVSManagerLookupDvPortGroupBody{Fault_: refuse(&types.NotFound{})}
}
