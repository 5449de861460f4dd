package vc

import (
	"fmt"
	"slices"
	"strconv"

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
